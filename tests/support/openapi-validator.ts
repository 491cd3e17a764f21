import { createRequire } from 'node:module';
import { join } from 'node:path';
import { OPENAPI_PACKAGE } from './openapi-package';
import type { Direction, Schema } from './openapi-schema';

/** Returns what is wrong with a value, each in a few words. */
export type Check = (value: unknown) => string[];

/** The part of Ajv's interface that we use: its types are not installed where the types of the project are checked. */
interface Ajv {
  compile(schema: Schema): ((value: unknown) => boolean) & { errors?: readonly AjvError[] | null };
}

interface AjvError {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: { readonly additionalProperty?: string; readonly allowedValues?: readonly unknown[] };
}

/** What Twilio means by its own formats; `true` leaves the value to Twilio. */
const FORMATS = {
  // E.164, a short code, or an address with its channel in front.
  'phone-number': /^(\+[1-9]\d{6,14}|\d{3,8}|[a-z]+:\S+)$/,
  'date-time-rfc-2822': /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/,
  currency: /^[A-Z]{3}$/i,
  endpoint: true,
  'http-method': true,
  'uri-map': true,
  twiml: true,
};

const validators = new Map<Direction, Ajv>();

/** Senders of inbound messages are not only phone numbers, whatever the specification says of a reply. */
const REPLY_FORMATS = { ...FORMATS, 'phone-number': true };

/** Compiles a schema; in requests everything is text, so that numbers and lists are what can be read as such. */
export function compile(schema: Schema, direction: Direction): Check {
  const validator = validators.get(direction) ?? createAjv(direction);
  validators.set(direction, validator);
  const validate = validator.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(describe));
}

function createAjv(direction: Direction): Ajv {
  const load = createRequire(join(OPENAPI_PACKAGE, 'package.json'));
  const { default: Ajv } = load('ajv') as { default: new (options: object) => Ajv };
  const { default: addFormats } = load('ajv-formats') as { default: (ajv: Ajv) => Ajv };
  const coerceTypes = direction === 'request' ? 'array' : false;
  const formats = direction === 'request' ? FORMATS : REPLY_FORMATS;
  return addFormats(new Ajv({ allErrors: true, strict: false, logger: false, coerceTypes, formats }));
}

function describe({ instancePath, message = 'is wrong', params }: AjvError): string {
  const { additionalProperty, allowedValues } = params;
  const what = additionalProperty === undefined ? message : `must not have “${additionalProperty}”`;
  const choice = allowedValues === undefined ? '' : `: ${allowedValues.join(', ')}`;
  return `${instancePath.slice(1)} ${what}${choice}`.trim();
}
