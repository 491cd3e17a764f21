import { createRequire } from 'node:module';
import { join } from 'node:path';
import { OPENAPI_PACKAGE, requireOpenapi } from './openapi-package';

export interface Schema {
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly [word: string]: unknown;
}

/** What references in a schema lead into. */
export interface Whole {
  readonly components: object;
}

/** Returns what is wrong with a value by a schema. */
export function check(schema: Schema, value: unknown): string[] {
  const validate = compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = 'is wrong', params }) =>
    `${instancePath} ${message} ${params.additionalProperty ?? ''}`.trim(),
  );
}

interface Problem {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: { readonly additionalProperty?: string };
}

interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly Problem[] | null;
}

const compiled = new Map<string, Validate>();

/** Strict: a word of JSON Schema that is misspelt in the file is an error. */
function compile(schema: Schema): Validate {
  const key = JSON.stringify(schema);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  requireOpenapi();
  const load = createRequire(join(OPENAPI_PACKAGE, 'package.json'));
  type Ajv = { compile(schema: Schema): Validate };
  const { default: Ajv2020 } = load('ajv/dist/2020') as { default: new (options: object) => Ajv };
  const { default: addFormats } = load('ajv-formats') as { default: (ajv: Ajv) => Ajv };
  const validate = addFormats(new Ajv2020({ allErrors: true, strict: true })).compile(schema);
  compiled.set(key, validate);
  return validate;
}

/** What a `$ref` stands for, together with what stands beside it. Throws when it leads nowhere. */
export function referred<Part extends { readonly $ref?: string }>(part: Part, whole: Whole): Part {
  if (part.$ref === undefined) return part;
  const { $ref, ...beside } = part;
  const found = $ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], whole);
  if (found === undefined) throw new Error(`docs/openapi.json has no ${$ref}`);
  return { ...(found as Part), ...beside };
}

/** The schema without references. */
export function inlined(schema: Schema, whole: Whole): Schema {
  return mapped(referred(schema, whole), (part) => inlined(part, whole));
}

/** A client may meet new fields later; today there are none but those that the file names. */
export function closed(schema: Schema): Schema {
  const inside = mapped(schema, closed);
  return schema.properties === undefined ? inside : { ...inside, additionalProperties: false };
}

function mapped(schema: Schema, change: (part: Schema) => Schema): Schema {
  const entries = Object.entries(schema).map(([word, value]) => {
    if (word === 'properties') {
      const properties = Object.entries(value as Record<string, Schema>);
      return [word, Object.fromEntries(properties.map(([name, part]) => [name, change(part)]))];
    }
    if (word === 'items') return [word, change(value as Schema)];
    if (word === 'oneOf' || word === 'anyOf') return [word, (value as Schema[]).map(change)];
    return [word, value];
  });
  return Object.fromEntries(entries) as Schema;
}
