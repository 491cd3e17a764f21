import { refuse, TWIML_CODES } from './error';
import { isOfType, type AttributeType, type ElementRule, type Elements } from './grammar';
import type { TwimlNode } from './xml';

/** Checks a document against the grammar of its kind. Throws `TwimlError`: 12100 for a wrong root, otherwise 12200. */
export function checkSchema(document: TwimlNode, elements: Elements): void {
  if (document.name !== 'Response') {
    refuse(`The root element is <${document.name}>, not <Response>.`, TWIML_CODES.notWellFormed);
  }
  checkNode(document, 'Response', elements);
}

function checkNode(node: TwimlNode, ruleName: string, elements: Elements): void {
  const rule = elements[ruleName] ?? refuse(`Element <${node.name}> has no rule.`);
  for (const [name, value] of Object.entries(node.attributes)) {
    checkAttribute(node.name, name, value, own(rule.attributes, name));
  }
  for (const child of node.children) checkNode(child, childRule(node, child, rule, elements), elements);
  if (node.text !== '' && !rule.text) refuse(`Text is not allowed in element <${node.name}>.`);
}

function checkAttribute(element: string, name: string, value: string, type: AttributeType | undefined): void {
  if (type === undefined) refuse(`Attribute '${name}' is not allowed in element <${element}>.`);
  if (!isOfType(value, type)) {
    refuse(`Value '${value}' of attribute '${name}' in element <${element}> is not ${describe(type)}.`);
  }
}

function childRule(parent: TwimlNode, child: TwimlNode, rule: ElementRule, elements: Elements): string {
  const allowed = own(rule.children, child.name);
  if (allowed !== undefined) return allowed;
  const exists = Object.values(elements).some(({ children }) => own(children, child.name) !== undefined);
  return exists
    ? refuse(`Element <${child.name}> is not allowed in <${parent.name}>.`)
    : refuse(`Element <${child.name}> does not exist; names are case-sensitive.`);
}

function describe(type: AttributeType): string {
  if (typeof type === 'string') return `a ${type}`;
  if ('listOf' in type) return `a list separated by single spaces, each ${describe(type.listOf)}`;
  const [first = '', ...others] = type.oneOf;
  // Some lists are hundreds of voices long.
  return others.length < 10
    ? `one of ${type.oneOf.join(', ')}`
    : `one of ${first} and ${others.length} others`;
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
