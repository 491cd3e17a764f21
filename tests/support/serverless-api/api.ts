import type { IncomingMessage, ServerResponse } from 'node:http';

/** A function or an asset as it was uploaded. */
export interface Upload {
  readonly kind: 'Functions' | 'Assets';
  readonly path: string;
  readonly visibility: string;
  readonly content: string;
}

/** What a deploy asked of the Serverless API. */
export interface Received {
  uploads: Upload[];
  variables: Record<string, string>;
  build: { dependencies: unknown; runtime: string | null; versions: number } | undefined;
  activated: boolean;
  /** Requests in all. */
  requests: number;
  /** Requests that the API does not know, or that came without the right account pair. */
  refused: string[];
}

interface Call {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly body: Buffer;
  readonly contentType: string;
}

type Reply = Readonly<Record<string, unknown>>;

/**
 * The part of Twilio's Serverless API that a deploy uses, keeping what it receives.
 * https://www.twilio.com/docs/serverless/api
 */
export class ServerlessApi {
  readonly received: Received = {
    uploads: [],
    variables: {},
    build: undefined,
    activated: false,
    requests: 0,
    refused: [],
  };
  readonly #authorization: string;
  #counter = 0;

  constructor(accountSid: string, authToken: string) {
    this.#authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  }

  /** Answers one request. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.received.requests += 1;
    const call: Call = {
      method: request.method ?? '',
      host: (request.headers.host ?? '').split(':')[0] ?? '',
      path: new URL(request.url ?? '/', 'https://twilio.com').pathname,
      body: Buffer.concat(chunks),
      contentType: request.headers['content-type'] ?? '',
    };
    const allowed = request.headers.authorization === this.#authorization;
    const reply = allowed ? this.#answer(call) : undefined;
    if (reply === undefined) this.received.refused.push(`${call.method} https://${call.host}${call.path}`);
    response.writeHead(reply === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply ?? { code: 20404, message: 'not found' }));
  }

  #answer(call: Call): Reply | undefined {
    const version = /^\/v1\/Services\/ZS\d+\/(Functions|Assets)\/Z[HN]\d+\/Versions$/.exec(call.path);
    if (version !== null) {
      if (call.host !== 'serverless-upload.twilio.com') return undefined;
      return this.#upload(call, version[1] as Upload['kind']);
    }
    if (call.host !== 'serverless.twilio.com') return undefined;
    const within = call.path.replace(/^\/v1\//, '').replace(/\/Z[A-Z]\d+/g, '/*');
    return call.method === 'GET'
      ? this.#read(within)
      : this.#create(within, new URLSearchParams(call.body.toString()));
  }

  #read(path: string): Reply | undefined {
    if (path === 'Services/*/Builds/*/Status') return { status: 'completed' };
    const lists = ['Environments', 'Functions', 'Assets', 'Environments/*/Variables'].map(
      (name) => `Services/*/${name}`,
    );
    if (!lists.includes(path)) return undefined;
    const key = (path.split('/').at(-1) ?? '').toLowerCase();
    return { [key]: [], meta: { key, next_page_url: null } };
  }

  #create(path: string, form: URLSearchParams): Reply | undefined {
    switch (path) {
      case 'Services':
        return { sid: this.#sid('ZS'), unique_name: form.get('UniqueName') };
      case 'Services/*/Environments':
        return {
          sid: this.#sid('ZE'),
          domain_name: 'relay-dev.example',
          domain_suffix: form.get('DomainSuffix'),
        };
      case 'Services/*/Functions':
        return { sid: this.#sid('ZH') };
      case 'Services/*/Assets':
        return { sid: this.#sid('ZN') };
      case 'Services/*/Environments/*/Variables':
        this.received.variables[form.get('Key') ?? ''] = form.get('Value') ?? '';
        return { sid: this.#sid('ZV') };
      case 'Services/*/Builds':
        return this.#build(form);
      case 'Services/*/Environments/*/Deployments':
        this.received.activated = true;
        return { sid: this.#sid('ZD') };
      default:
        return undefined;
    }
  }

  #build(form: URLSearchParams): Reply {
    // The toolkit wraps the JSON in a further pair of quotation marks.
    const dependencies = (form.get('Dependencies') ?? '').replace(/^"|"$/g, '');
    this.received.build = {
      dependencies: JSON.parse(dependencies === '' ? '[]' : dependencies) as unknown,
      runtime: form.get('Runtime'),
      versions: form.getAll('FunctionVersions').length + form.getAll('AssetVersions').length,
    };
    return { sid: this.#sid('ZB'), status: 'building', runtime: form.get('Runtime') };
  }

  #upload({ body, contentType }: Call, kind: Upload['kind']): Reply {
    const fields = readMultipart(body.toString(), contentType);
    this.received.uploads.push({
      kind,
      path: fields['Path'] ?? '',
      visibility: fields['Visibility'] ?? '',
      content: fields['Content'] ?? '',
    });
    return { sid: this.#sid('ZX') };
  }

  #sid(prefix: string): string {
    this.#counter += 1;
    return prefix + String(this.#counter).padStart(32, '0');
  }
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
