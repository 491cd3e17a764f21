/** What of OpenAPI's and JSON Schema's words Twilio's files use in a schema. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly [word: string]: unknown;
}

/** Whether a schema describes what is sent to Twilio or what comes back. */
export type Direction = 'request' | 'reply';

/** Words that are notes for readers, or that are converted. */
const LEFT_OUT = /^(x-.*|description|examples?|title|nullable|items|properties)$/;

/**
 * Returns Twilio's schema as JSON Schema without references, and closed: a request may hold no field that the schema does not
 * name, and a reply holds exactly those that it names, as Twilio's own examples of what we use do.
 */
export function toJsonSchema(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  direction: Direction,
): Schema {
  const convert = (part: Schema): Schema => toJsonSchema(part, schemas, direction);
  if (schema.$ref !== undefined) return convert(referred(schema.$ref, schemas));
  const { items, properties } = schema;
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([word]) => !LEFT_OUT.test(word))),
    ...nullability(schema),
    ...(items === undefined ? {} : { items: convert(items) }),
    ...(schema.format === 'uri-map' ? { additionalProperties: ADDRESS } : {}),
    ...(properties === undefined ? {} : closed(properties, direction, convert)),
  };
}

const ADDRESS: Schema = { type: 'string', format: 'uri-reference' };

function referred(ref: string, schemas: Readonly<Record<string, Schema>>): Schema {
  const schema = schemas[ref.replace('#/components/schemas/', '')];
  if (schema === undefined) throw new Error(`Twilio's OpenAPI file has no ${ref}`);
  return schema;
}

/** Without a type everything is allowed, null included. */
function nullability({ type, nullable }: Schema): Schema {
  return nullable === true && type !== undefined ? { nullable } : {};
}

function closed(
  properties: Readonly<Record<string, Schema>>,
  direction: Direction,
  convert: (schema: Schema) => Schema,
): Schema {
  const converted = Object.entries(properties).map(
    ([name, schema]) => [name, convert(relative(name, schema))] as const,
  );
  return {
    properties: Object.fromEntries(converted),
    additionalProperties: false,
    ...(direction === 'reply' ? { required: Object.keys(properties) } : {}),
  };
}

/** The core API's `…_uri` are relative in all of Twilio's examples, although its schemas say `uri`. */
function relative(name: string, schema: Schema): Schema {
  return /(^|_)uri$/.test(name) && schema.format === 'uri' ? { ...schema, format: 'uri-reference' } : schema;
}
