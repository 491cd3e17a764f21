import { dispatchConfig } from './config/bundled';
import { isE164 } from './cascade/caller';
import { originOf } from './cascade/urls';
import { limitRequests } from './clients/limited-sync';
import { createSyncDocuments, type SyncDocuments } from './clients/sync';
import type { Clock } from './clock';
import type { DispatchConfig } from './config/dispatch';
import { RelayError } from './errors';
import { currentHost, type LogLine } from './host';
import type { TokenSecrets } from './http/bearer';

/** Everything a workflow may use: made once per request, from the settings and the host. */
export interface App {
  readonly config: DispatchConfig;
  readonly clock: Clock;
  readonly log: (line: LogLine) => void;
  readonly documents: SyncDocuments;
  /** Our own address, as Twilio reaches it. */
  readonly origin: string;
  /** The line's own number, E.164; empty when the setting is missing or malformed. */
  readonly line: string;
  readonly secrets: TokenSecrets;
}

/** A function's context: the settings and what the platform adds. */
export type Settings = Readonly<Record<string, unknown>>;

/** Puts the application together. Never throws: what a setting breaks fails where it is used, and calls still ring. */
export function createApp(settings: Settings): App {
  const { clock, log } = currentHost();
  const line = setting(settings, 'TWILIO_FROM_NUMBER');
  return {
    config: dispatchConfig,
    clock,
    log,
    documents: limitRequests(createDocuments(settings), clock),
    origin: originOf(setting(settings, 'DOMAIN_NAME')),
    line: isE164(line) ? line : '',
    secrets: {
      apiTokens: presentOf(settings, 'RELAY_API_TOKEN', 'RELAY_API_TOKEN_PREVIOUS'),
      linkSecrets: presentOf(settings, 'LINK_SECRET', 'LINK_SECRET_PREVIOUS'),
    },
  };
}

function createDocuments(settings: Settings): SyncDocuments {
  const needed = ['TWILIO_API_KEY', 'TWILIO_API_SECRET', 'SYNC_SERVICE_SID'];
  const missing = needed.filter((name) => setting(settings, name) === '');
  if (missing.length > 0) return withoutSync(missing);
  const baseUrl = setting(settings, 'TWILIO_API_BASE_URL');
  return createSyncDocuments({
    apiKey: setting(settings, 'TWILIO_API_KEY'),
    apiSecret: setting(settings, 'TWILIO_API_SECRET'),
    serviceSid: setting(settings, 'SYNC_SERVICE_SID'),
    baseUrl: baseUrl === '' ? undefined : baseUrl,
  });
}

/** Stands in for Sync where settings are missing: every use says which. */
function withoutSync(missing: readonly string[]): SyncDocuments {
  const refuse = (): Promise<never> =>
    Promise.reject(
      new RelayError('settings_missing', {
        text: `Not set: ${missing.join(', ')}.`,
        advice: 'Set them in .env and deploy again.',
      }),
    );
  return { fetch: refuse, create: refuse, update: refuse, remove: refuse };
}

function presentOf(settings: Settings, ...names: string[]): readonly string[] {
  return names.map((name) => setting(settings, name)).filter((value) => value !== '');
}

/** A setting, trimmed; empty when it is not there. */
export function setting(settings: Settings, name: string): string {
  const value = settings[name];
  return typeof value === 'string' ? value.trim() : '';
}
