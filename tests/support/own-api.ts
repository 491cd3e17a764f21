import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { check, closed, inlined, referred, type Schema } from './own-api-schema';

/** One request to our own API and what came back. */
export interface Exchange {
  readonly method: Method;
  /** Without its query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Undefined when there is none. */
  readonly body: unknown;
  readonly reply: { readonly status: number; readonly contentType: string; readonly body: unknown };
}

export type Method = 'get' | 'post';

interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
type Content = Readonly<Record<string, Media>>;

interface Answer {
  readonly $ref?: string;
  readonly content?: Content;
}

export interface Operation {
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

export interface OwnApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
  readonly components: object;
}

/** `docs/openapi.json`. */
export const OWN_API = JSON.parse(
  readFileSync(resolve(__dirname, '../../docs/openapi.json'), 'utf8'),
) as OwnApi;

/** What a path answers by the file: `get 200`, `post 400 bad_request`, …; each refusal by its code. */
export function answersOf(path: string): readonly string[] {
  return Object.entries(OWN_API.paths[path] ?? {}).flatMap(([method, { responses }]) =>
    Object.entries(responses).flatMap(([status, answer]) => {
      const codes = codesIn(schemaOf(answer));
      return codes.length === 0
        ? [`${method} ${status}`]
        : codes.map((code) => `${method} ${status} ${code}`);
    }),
  );
}

/** What was answered, in the same words. */
export function answerIn({ method, reply: { status, body } }: Exchange): string {
  const { error } = (body ?? {}) as { error?: { code?: string } };
  return [method, String(status), ...(error?.code === undefined ? [] : [error.code])].join(' ');
}

/** What is wrong with a reply by the file, each in a few words; a field that the file does not name is wrong. */
export function wrongInReply({ method, path, reply }: Exchange): string[] {
  const answer = OWN_API.paths[path]?.[method]?.responses[String(reply.status)];
  if (answer === undefined) return [`${method} ${path} does not answer ${reply.status}`];
  const content = referred(answer, OWN_API).content ?? {};
  const media = content[reply.contentType] ?? content['*/*'];
  if (media === undefined)
    return [`${method} ${path} does not answer ${reply.contentType || 'without a type'}`];
  return media.schema === undefined ? [] : check(closed(inlined(media.schema, OWN_API)), reply.body);
}

/** What is wrong with a request by the file. */
export function wrongInRequest({ method, path, query, body }: Exchange): string[] {
  const operation = OWN_API.paths[path]?.[method];
  if (operation === undefined) return [`there is no ${method} ${path}`];
  const { parameters = [], requestBody } = operation;
  const schema = requestBody?.content['application/json']?.schema;
  if (schema === undefined && body !== undefined) return ['it takes no body'];
  const properties = Object.fromEntries(
    parameters.map(({ name, schema: of }) => [name, inlined(of, OWN_API)]),
  );
  const required = parameters.flatMap((parameter) => (parameter.required === true ? parameter.name : []));
  return [
    ...check({ type: 'object', properties, required, additionalProperties: false }, query),
    ...(schema === undefined ? [] : check(inlined(schema, OWN_API), body)),
  ];
}

/** What is wrong with the examples, by where they stand. */
export function examples(): readonly { readonly where: string; readonly problems: readonly string[] }[] {
  return Object.entries(OWN_API.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody, responses }]) => [
      ...examplesIn(`${method} ${path}`, requestBody?.content, (schema) => schema),
      ...Object.entries(responses).flatMap(([status, answer]) =>
        examplesIn(`${method} ${path} ${status}`, referred(answer, OWN_API).content, closed),
      ),
    ]),
  );
}

function examplesIn(where: string, content: Content = {}, strictly: (schema: Schema) => Schema) {
  return Object.values(content).flatMap(({ schema, example, examples: named = {} }) => {
    if (schema === undefined) return [];
    const values = [example, ...Object.values(named).map(({ value }) => value)].filter(Boolean);
    const problems = values.flatMap((value) => check(strictly(inlined(schema, OWN_API)), value));
    return [{ where, problems: values.length === 0 ? ['no example'] : problems }];
  });
}

function schemaOf(answer: Answer): Schema | undefined {
  return referred(answer, OWN_API).content?.['application/json']?.schema;
}

function codesIn(schema: Schema | undefined): readonly string[] {
  return (schema?.properties?.['error']?.properties?.['code']?.enum ?? []) as readonly string[];
}
