import { checkBuild, checkContext, contextOf, Refusal } from './refusal';

/** A function or an asset as it was uploaded. */
export interface Upload {
  readonly kind: 'Functions' | 'Assets';
  readonly path: string;
  readonly visibility: string;
  readonly content: string;
}

/** A build that Twilio took. */
export interface Build {
  readonly dependencies: readonly { readonly name: string; readonly version: string }[];
  readonly runtime: string | null;
  readonly versions: number;
}

export type Reply = Readonly<Record<string, unknown>>;

interface Account {
  readonly sid: string;
  readonly token: string;
}

interface Listed {
  readonly sid: string;
  readonly [field: string]: unknown;
}

/** One service with one environment. What a deploy leaves behind is there for the next one. */
export class Service {
  readonly sid: string;
  readonly uniqueName: string;
  /** Twilio gives functions the account pair; the toolkit asks for that with every new service. */
  includeCredentials: boolean;
  readonly variables: Record<string, string> = {};
  readonly uploads: Upload[] = [];
  readonly builds: Build[] = [];
  /** How often a build went live. */
  activations = 0;
  readonly #account: Account;
  readonly #nextSid: (prefix: string) => string;
  readonly #lists: Record<string, Listed[]> = { environments: [], functions: [], assets: [] };
  readonly #versions = new Set<string>();
  readonly #buildSids = new Set<string>();

  constructor(account: Account, form: URLSearchParams, nextSid: (prefix: string) => string) {
    this.#account = account;
    this.#nextSid = nextSid;
    this.sid = nextSid('ZS');
    this.uniqueName = form.get('UniqueName') ?? '';
    this.includeCredentials = form.get('IncludeCredentials') === 'true';
  }

  /** What the platform would hand to a function. */
  get context(): Record<string, string> {
    return contextOf(this.variables, this.#account, this.includeCredentials);
  }

  get representation(): Reply {
    return { sid: this.sid, unique_name: this.uniqueName, include_credentials: this.includeCredentials };
  }

  /** Answers a GET below the service; undefined for what a deploy never reads. */
  read(path: string): Reply | undefined {
    if (path === '') return this.representation;
    if (/^Builds\/ZB\d+\/Status$/.test(path)) return { status: 'completed' };
    if (/^Environments\/ZE\d+\/Variables$/.test(path)) return listed('variables', this.#listVariables());
    const list = this.#lists[path.toLowerCase()];
    return list && listed(path.toLowerCase(), list);
  }

  /** Answers a POST below the service. */
  create(path: string, form: URLSearchParams): Reply | undefined {
    if (path === 'Environments') return this.#createEnvironment(form);
    if (path === 'Functions' || path === 'Assets') return this.#createResource(path, form);
    if (path === 'Builds') return this.#build(form);
    if (/^Environments\/ZE\d+\/Variables(\/ZV\d+)?$/.test(path)) return this.#setVariable(form);
    if (/^Environments\/ZE\d+\/Deployments$/.test(path)) return this.#deploy(form);
    return undefined;
  }

  upload(upload: Upload): Reply {
    this.uploads.push(upload);
    const sid = this.#nextSid('ZN');
    this.#versions.add(sid);
    return { sid };
  }

  #createEnvironment(form: URLSearchParams): Reply {
    const environments = this.#lists['environments'] ?? [];
    const suffix = form.get('DomainSuffix');
    if (environments.some(({ domain_suffix }) => domain_suffix === suffix)) {
      throw new Refusal(409, 20409, 'Environment already exists');
    }
    const environment = {
      sid: this.#nextSid('ZE'),
      unique_name: form.get('UniqueName'),
      domain_name: 'relay-dev.example',
      domain_suffix: suffix,
    };
    environments.push(environment);
    return environment;
  }

  #createResource(kind: 'Functions' | 'Assets', form: URLSearchParams): Reply {
    const sid = this.#nextSid(kind === 'Functions' ? 'ZH' : 'ZN');
    const resource = { sid, friendly_name: form.get('FriendlyName') };
    this.#lists[kind.toLowerCase()]?.push(resource);
    return resource;
  }

  #build(form: URLSearchParams): Reply {
    const dependencies = checkBuild(form);
    const versions = [...form.getAll('FunctionVersions'), ...form.getAll('AssetVersions')];
    if (!versions.every((sid) => this.#versions.has(sid))) throw new Refusal(400, 20001, 'Unknown version');
    this.builds.push({ dependencies, runtime: form.get('Runtime'), versions: versions.length });
    const sid = this.#nextSid('ZB');
    this.#buildSids.add(sid);
    return { sid, status: 'building', runtime: form.get('Runtime') };
  }

  #setVariable(form: URLSearchParams): Reply {
    const [key, value] = [form.get('Key') ?? '', form.get('Value') ?? ''];
    if (Buffer.byteLength(value) > 450) throw new Refusal(400, 20001, 'Value is too long');
    checkContext({ ...this.context, [key]: value });
    this.variables[key] = value;
    return { sid: this.#nextSid('ZV') };
  }

  #deploy(form: URLSearchParams): Reply {
    if (!this.#buildSids.has(form.get('BuildSid') ?? '')) throw new Refusal(404, 20404, 'Build not found');
    checkContext(this.context);
    this.activations += 1;
    return { sid: this.#nextSid('ZD') };
  }

  #listVariables(): Listed[] {
    return Object.entries(this.variables).map(([key, value], index) => ({
      sid: `ZV${String(index).padStart(32, '0')}`,
      key,
      value,
    }));
  }
}

/** A list as the API pages it; everything fits on one page here. */
export function listed(key: string, entries: readonly object[]): Reply {
  return { [key]: entries, meta: { key, next_page_url: null } };
}
