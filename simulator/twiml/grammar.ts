import generated from './grammar.generated.json';

/** What the value of an attribute may be; a list is separated by spaces. */
export type AttributeType =
  | 'string'
  | 'number'
  | 'boolean'
  | { readonly oneOf: readonly string[] }
  | { readonly listOf: AttributeType };

/** What an element may have: attributes, children (element name → its rule's name), and text. */
export interface ElementRule {
  readonly attributes: Record<string, AttributeType>;
  readonly children: Record<string, string>;
  text: boolean;
}

/**
 * Rules by name, the document's own is `Response`. A rule is not an element: `<Sip>` in a `<Dial>` and in a `<Refer>` have
 * different ones.
 */
export type Elements = Readonly<Record<string, ElementRule>>;

/** Which kind of webhook a document answers. */
export type DocumentKind = 'voice' | 'messaging';

export type Grammar = Readonly<Record<DocumentKind, Elements>>;

/** The grammar that `scripts/twiml-grammar.ts` read out of Twilio's SDK. */
export const GRAMMAR = generated as unknown as Grammar;

/** Returns whether `value` is a valid attribute value of this type. */
export function isOfType(value: string, type: AttributeType): boolean {
  switch (type) {
    case 'string':
      return true;
    case 'number':
      return /^\d+$/.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    default:
      return 'oneOf' in type
        ? type.oneOf.includes(value)
        : value.split(' ').every((item) => isOfType(item, type.listOf));
  }
}
