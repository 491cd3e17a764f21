import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal';
import { listed, Service, type Build, type Reply, type Upload } from './service';

interface Call {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly body: Buffer;
  readonly contentType: string;
}

/** What deploys asked of the Serverless API, over all services of the account. */
export interface Received {
  readonly uploads: readonly Upload[];
  readonly variables: Readonly<Record<string, string>>;
  /** The last build that Twilio took. */
  readonly build: Build | undefined;
  readonly activated: boolean;
  readonly services: readonly Service[];
  /** Requests in all. */
  readonly requests: number;
  /** Requests that the API does not know, or that came without the right account pair. */
  readonly refused: string[];
}

/**
 * The part of Twilio's Serverless API that a deploy uses, as strict as the platform. It keeps its services from one deploy
 * to the next. https://www.twilio.com/docs/serverless/api
 */
export class ServerlessApi implements Received {
  readonly services: Service[] = [];
  readonly refused: string[] = [];
  requests = 0;
  readonly #account: { readonly sid: string; readonly token: string };
  #counter = 0;

  constructor(accountSid: string, authToken: string) {
    this.#account = { sid: accountSid, token: authToken };
  }

  get uploads(): readonly Upload[] {
    return this.services.flatMap(({ uploads }) => uploads);
  }

  get variables(): Readonly<Record<string, string>> {
    return Object.assign({}, ...this.services.map(({ variables }) => variables)) as Record<string, string>;
  }

  get build(): Build | undefined {
    return this.services.flatMap(({ builds }) => builds).at(-1);
  }

  get activated(): boolean {
    return this.services.some(({ activations }) => activations > 0);
  }

  /** Answers one request. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.requests += 1;
    const call: Call = {
      method: request.method ?? '',
      host: (request.headers.host ?? '').split(':')[0] ?? '',
      path: new URL(request.url ?? '/', 'https://twilio.com').pathname.replace(/^\/v1\//, ''),
      body: Buffer.concat(chunks),
      contentType: request.headers['content-type'] ?? '',
    };
    const { status, body } = this.#reply(call, request.headers.authorization);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  #reply(call: Call, authorization: string | undefined): { status: number; body: Reply } {
    const { sid, token } = this.#account;
    try {
      const allowed = authorization === `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`;
      const body = allowed ? this.#answer(call) : undefined;
      if (body !== undefined) return { status: 200, body };
      this.refused.push(`${call.method} https://${call.host}/v1/${call.path}`);
      return { status: allowed ? 404 : 401, body: { code: allowed ? 20404 : 20003, message: 'refused' } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return {
        status: error.status,
        body: { code: error.code, message: error.message, status: error.status },
      };
    }
  }

  #answer(call: Call): Reply | undefined {
    const form = new URLSearchParams(call.body.toString());
    if (call.path === 'Services') {
      return call.method === 'GET'
        ? listed(
            'services',
            this.services.map(({ representation }) => representation),
          )
        : this.#createService(form);
    }
    const [, sid, below = ''] = /^Services\/(ZS\d+)\/?(.*)$/.exec(call.path) ?? [];
    const service = this.services.find((found) => found.sid === sid);
    if (service === undefined) return undefined;
    const version = /^(Functions|Assets)\/Z[HN]\d+\/Versions$/.exec(below);
    if (version !== null) return upload(service, call, version[1] as Upload['kind']);
    if (call.host !== 'serverless.twilio.com') return undefined;
    return call.method === 'GET' ? service.read(below) : service.create(below, form);
  }

  #createService(form: URLSearchParams): Reply {
    const name = form.get('UniqueName');
    if (this.services.some(({ uniqueName }) => uniqueName === name)) {
      throw new Refusal(409, 20409, `Service with unique name ${name ?? ''} already exists`);
    }
    const service = new Service(this.#account, form, (prefix) => this.#sid(prefix));
    this.services.push(service);
    return service.representation;
  }

  #sid(prefix: string): string {
    this.#counter += 1;
    return prefix + String(this.#counter).padStart(32, '0');
  }
}

function upload(
  service: Service,
  { host, body, contentType }: Call,
  kind: Upload['kind'],
): Reply | undefined {
  if (host !== 'serverless-upload.twilio.com') return undefined;
  const fields = readMultipart(body.toString(), contentType);
  return service.upload({
    kind,
    path: fields['Path'] ?? '',
    visibility: fields['Visibility'] ?? '',
    content: fields['Content'] ?? '',
  });
}

/** The fields of a multipart form (RFC 7578) by name; all of them are text here. */
function readMultipart(body: string, contentType: string): Record<string, string> {
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? '';
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const head = part.indexOf('\r\n\r\n');
      const name = / name="([^"]*)"/.exec(part.slice(0, head))?.[1] ?? '';
      return [name, part.slice(head + 4, -2)];
    }),
  );
}
