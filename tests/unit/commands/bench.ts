import type { StoredDocument, SyncDocuments } from '../../../src/clients/sync';
import type { FoundMessage, PostResult, Slack, SlackMember, SlackPost } from '../../../src/clients/slack';
import type { Clock } from '../../../src/clock';
import type { Dispatcher } from '../../../src/config/dispatch';
import { RelayError } from '../../../src/errors';
import type { FullApp } from '../../../src/full-app';
import { signForm } from '../../../simulator/slack/sign';
import { eventOf, NOW, SETTINGS, SIGNING } from '../../fixtures/slack/requests';
import { routing } from '../../support/routing';

export const SERGIO = 'U0SERGIO01';
export const BACKUP = 'U0BACKUP01';
export const LINE = '+15550100000';

/** Sergio and Backup are known in Slack; noon UTC is 04:00 in Los Angeles, so times are told in UTC. */
export function team(slack: 'channel' | readonly string[] = 'channel') {
  const ids: Readonly<Record<string, string>> = { sergio: SERGIO, backup: BACKUP };
  const { dispatchers } = routing();
  const named = dispatchers.map((one): Dispatcher => {
    const slackUserId = ids[one.id];
    return slackUserId === undefined ? one : { ...one, slackUserId };
  });
  const line = { name: 'QDN dispatch', timeZone: 'UTC', callerId: 'caller' } as const;
  return routing({ dispatchers: named, slack: { allow: slack }, line });
}

/** Commands with Sync and Slack in memory, at noon. */
export class CommandBench {
  readonly stored = new Map<string, StoredDocument>();
  readonly posts: SlackPost[] = [];
  members: readonly SlackMember[] = [];
  sync: 'up' | 'down' | 'silent' = 'up';
  slack: 'up' | 'down' | 'refuses' = 'up';
  now = NOW;
  readonly #timers = new Set<() => void>();

  /** Lets all deadlines pass that are waited for by now. */
  async timeOut(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    for (const fire of this.#timers) fire();
  }

  readonly #clock: Clock = {
    now: () => this.now,
    after: (_ms, action) => {
      this.#timers.add(action);
      return () => this.#timers.delete(action);
    },
  };

  readonly #documents: SyncDocuments = {
    fetch: (name) => this.#ask(() => this.stored.get(name) ?? null),
    create: (name, data) =>
      this.#ask(() => {
        if (this.stored.has(name)) return 'taken';
        this.put(name, data);
        return 'created';
      }),
    update: (name, data, revision) =>
      this.#ask(() => {
        const present = this.stored.get(name);
        if (present === undefined) return 'missing';
        if (revision !== null && revision !== present.revision) return 'changed';
        this.put(name, data);
        return 'updated';
      }),
    remove: (name) => this.#ask(() => void this.stored.delete(name)),
  };

  /** Writes a document from outside. */
  put(name: string, data: object): void {
    const revision = String(Number(this.stored.get(name)?.revision ?? -1) + 1);
    this.stored.set(name, { data: JSON.parse(JSON.stringify(data)) as unknown, revision });
  }

  availabilityOf(id: string): unknown {
    return this.stored.get(`availability-${id}`)?.data;
  }

  /** What the product uses; nothing that commands have no business with is there. */
  app(config = team()): FullApp {
    return {
      config,
      clock: this.#clock,
      documents: this.#documents,
      slack: this.#slackClient(),
      slackOrigin: SETTINGS,
      line: LINE,
      origin: 'https://example.com',
      log: () => undefined,
    } as unknown as FullApp;
  }

  #slackClient(): Slack {
    return {
      post: (message: SlackPost): Promise<PostResult> => {
        if (this.slack === 'down') return Promise.reject(down('slack_unavailable'));
        if (this.slack === 'refuses') {
          return Promise.resolve({ kind: 'not-posted', reason: '429', retryAfterMs: null });
        }
        this.posts.push(message);
        return Promise.resolve({ kind: 'posted', ts: '1.000000', threadTs: null });
      },
      findPosted: (): Promise<FoundMessage | null> => Promise.resolve(null),
      member: (id: string): Promise<SlackMember | null> =>
        this.slack === 'down'
          ? Promise.reject(down('slack_unavailable'))
          : Promise.resolve(this.members.find((member) => member.id === id) ?? null),
    } as unknown as Slack;
  }

  #ask<Answer>(answer: () => Answer): Promise<Answer> {
    if (this.sync === 'silent') return new Promise(() => undefined);
    if (this.sync === 'down') return Promise.reject(down('sync_unavailable'));
    return Promise.resolve(answer());
  }
}

/** A signed `/dispatch <text>` as a function gets it. */
export function typed(text: string, fields: Readonly<Record<string, string>> = {}) {
  const form = {
    team_id: SETTINGS.teamId,
    api_app_id: String(SETTINGS.appId),
    channel_id: SETTINGS.channelId,
    user_id: SERGIO,
    command: '/dispatch',
    text,
    trigger_id: '1.2.abc',
    ...fields,
  };
  return eventOf(signForm(form, SIGNING));
}

function down(code: 'sync_unavailable' | 'slack_unavailable'): RelayError {
  return new RelayError(code, { text: 'No answer.', advice: 'None.' });
}
