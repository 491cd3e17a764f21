import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPENAPI_FILES, requireOpenapi } from './openapi-package';
import type { Schema } from './openapi-schema';

/** The APIs that our code uses, by the origins that Twilio has them at. */
const FILES = {
  'https://api.twilio.com': 'twilio_api_v2010.json',
  'https://sync.twilio.com': 'twilio_sync_v1.json',
} as const;

/** What one method of one path takes and answers, in Twilio's words. */
export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

/** By media type. */
export type Content = Readonly<Record<string, { readonly schema: Schema; readonly examples?: Examples }>>;
type Examples = Readonly<Record<string, { readonly value: unknown }>>;

/** Something below a path of Twilio's: its method is to be looked up in `operations`. */
export interface Resource {
  /** With `{names}`. */
  readonly path: string;
  readonly operations: Readonly<Record<string, Operation>>;
  /** What stands in the address for the `{names}`. */
  readonly values: Readonly<Record<string, string>>;
  /** The schemas that the operations refer to. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** One of Twilio's OpenAPI files. */
export interface Spec {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const specs = new Map<string, Spec>();

/** Twilio's description of the API at an origin, or null where our code has no business. Throws when it is not installed. */
export function specOf(origin: string): Spec | null {
  requireOpenapi();
  if (!(origin in FILES)) return null;
  const file = FILES[origin as keyof typeof FILES];
  const spec = specs.get(file) ?? (JSON.parse(readFileSync(join(OPENAPI_FILES, file), 'utf8')) as Spec);
  specs.set(file, spec);
  return spec;
}

/** What is at an address of Twilio's, or null. */
export function resourceAt({ origin, pathname }: URL): Resource | null {
  const spec = specOf(origin);
  if (spec === null) return null;
  for (const [path, operations] of Object.entries(spec.paths)) {
    const match = patternOf(path).exec(pathname);
    if (match === null) continue;
    const values = Object.entries(match.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    const { schemas } = spec.components;
    return { path, operations, values: Object.fromEntries(values) as Record<string, string>, schemas };
  }
  return null;
}

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const known = patterns.get(path);
  if (known !== undefined) return known;
  const pattern = path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+?)');
  const compiled = new RegExp(`^${pattern}$`);
  patterns.set(path, compiled);
  return compiled;
}
