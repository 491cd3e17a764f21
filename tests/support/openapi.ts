import { toJsonSchema, type Direction, type Schema } from './openapi-schema';
import { resourceAt, type Content, type Operation, type Resource } from './openapi-spec';
import { compile, type Check } from './openapi-validator';

/** A request to Twilio, at Twilio's own address. */
export interface RequestToTwilio {
  readonly method: string;
  readonly url: string;
  /** Empty where there is no body. */
  readonly form: URLSearchParams;
}

/** What came back; the body is empty text where there is none. */
export interface ReplyOfTwilio {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body: string;
}

/**
 * Returns what Twilio's OpenAPI files have against a request; rules that they do not know, for example that a text needs
 * a body, are not checked. Throws when they are not installed.
 */
export function checkRequest({ method, url, form }: RequestToTwilio): string[] {
  const address = new URL(url);
  const found = operationAt(method, address);
  if ('problem' in found) return [found.problem];
  const { resource, operation } = found;
  const sent = { path: resource.values, query: fieldsOf(address.searchParams), form: fieldsOf(form) };
  return checkFor(found, 'request', () => requestSchema(operation))(sent);
}

/** Returns what Twilio's OpenAPI files have against a reply; refusals have Twilio's one form of error. Throws as above. */
export function checkReply({ method, url, status, body }: ReplyOfTwilio): string[] {
  const json = parse(body);
  if (status >= 400) return isError(json, status) ? [] : ['is not Twilio’s form of error'];
  const found = operationAt(method, new URL(url));
  if ('problem' in found) return [found.problem];
  if (found.isFile) return [];
  const response = found.operation.responses[status];
  if (response === undefined) return [`the status ${status} is not in the OpenAPI file`];
  const schema = schemaOf(response.content);
  if (schema === null) return body === '' ? [] : ['must have no body'];
  return json === undefined ? ['is not JSON'] : checkFor(found, 'reply', () => schema, status)(json);
}

interface Found {
  readonly resource: Resource;
  readonly operation: Operation;
  readonly method: string;
  /** The content of a file, of which the OpenAPI files know only the description. */
  readonly isFile: boolean;
}

/** @see https://www.twilio.com/docs/messaging/api/media-resource: without `.json` it is the file itself. */
const FILE = /\/Media\/ME[^/.]*$/;

function operationAt(method: string, url: URL): Found | { readonly problem: string } {
  const isFile = FILE.test(url.pathname) && method === 'GET';
  const resource = resourceAt(isFile ? new URL(`${url.pathname}.json`, url) : url);
  if (resource === null) return { problem: 'the path is not in the OpenAPI file' };
  const operation = resource.operations[method.toLowerCase()];
  if (operation === undefined) return { problem: `${method} is not in the OpenAPI file` };
  return { resource, operation, method, isFile };
}

const checks = new Map<string, Check>();

/** Every check is compiled once, when it is first wanted. */
function checkFor(
  { resource, method }: Found,
  direction: Direction,
  schema: () => Schema,
  status = 0,
): Check {
  const key = `${direction} ${status} ${method} ${resource.path}`;
  const check = checks.get(key) ?? compile(toJsonSchema(schema(), resource.schemas, direction), direction);
  checks.set(key, check);
  return check;
}

/** One schema for the path's values, the query and the form together. */
function requestSchema({ parameters = [], requestBody }: Operation): Schema {
  const place = (name: 'path' | 'query'): Schema => {
    const placed = parameters.filter((parameter) => parameter.in === name);
    return {
      type: 'object',
      properties: Object.fromEntries(placed.map((parameter) => [parameter.name, parameter.schema])),
    };
  };
  const form = schemaOf(requestBody?.content) ?? { type: 'object', properties: {} };
  return { type: 'object', properties: { path: place('path'), query: place('query'), form } };
}

function schemaOf(content: Content = {}): Schema | null {
  return Object.values(content)[0]?.schema ?? null;
}

/** A field that is there several times is a list. */
function fieldsOf(params: URLSearchParams): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const name of new Set(params.keys())) {
    const values = params.getAll(name);
    fields[name] = values.length === 1 ? values[0]! : values;
  }
  return fields;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** @see https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
function isError(json: unknown, httpStatus: number): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const { code, message, more_info: moreInfo, status } = json as Record<string, unknown>;
  const isExplained = typeof message === 'string' && typeof moreInfo === 'string' && URL.canParse(moreInfo);
  return Number.isInteger(code) && isExplained && status === httpStatus;
}
