/** A function or an asset, with the path and the visibility that the platform gives it. */
export interface Route {
  /** For example `/voice-cascade`. */
  readonly path: string;
  readonly kind: 'function' | 'asset';
  readonly access: 'public' | 'protected' | 'private';
}

/** Something that executes the built functions, in this process or in one of its own. */
export interface Runtime {
  /** `http://127.0.0.1:<port>`; it may be another one after the next `ready()`. */
  readonly origin: string;
  readonly routes: readonly Route[];
  /** Resolves once a request would be served; rejects when the runtime was closed. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** What a runtime executes, and as what. */
export interface RuntimeOptions {
  /** Folder that holds the built `functions` and `assets`. */
  readonly distDir: string;
  /** Settings that functions find in their context; neither `.env` nor this process's environment adds to them. */
  readonly env: Readonly<Record<string, string>>;
  /** `context.DOMAIN_NAME`: host and port of the gateway. */
  readonly domainName: string;
}
