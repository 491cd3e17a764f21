import type { CascadeStep, DispatchConfig } from '../../src/config/dispatch';
import { TEXTS, type TextKey } from '../../src/config/texts';

const texts = Object.fromEntries(Object.entries(TEXTS).map(([key, rule]) => [key, rule.standard])) as Record<
  TextKey,
  string
>;

/** The people of most tests. */
export const PEOPLE = {
  sergio: '+15550100001',
  backup: '+15550100002',
  ana: '+15550100003',
  ben: '+15550100004',
} as const;

/** A checked routing file: Sergio for 15 s, then Backup for 20 s; `overrides` replace whole keys. */
export function routing(overrides: Partial<DispatchConfig> = {}): DispatchConfig {
  return {
    line: { name: 'QDN dispatch', timeZone: 'America/Los_Angeles', callerId: 'caller' },
    dispatchers: Object.entries(PEOPLE).map(([id, phone]) => ({
      id,
      name: id.charAt(0).toUpperCase() + id.slice(1),
      phone,
      slackUserId: `U0${id.toUpperCase()}`,
      screen: true,
    })),
    cascade: [step(['sergio'], 15), step(['backup'], 20)],
    hours: null,
    voicemail: {
      greeting: 'You have reached {line}. Please leave a message.',
      maxSeconds: 120,
      transcribe: true,
    },
    texts,
    slack: { allow: 'channel' },
    limits: { countries: ['US', 'CA'], autoTextsPerHour: 30, outboundPerHour: 200 },
    crew: [],
    jobs: {
      claimWithinMinutes: 10,
      completeWithinMinutes: 480,
      stakeholders: [],
      publishContacts: false,
      fields: {},
    },
    ...overrides,
  };
}

/** A step of the cascade. */
export function step(ring: readonly string[], timeout: number, evenIfUnavailable = false): CascadeStep {
  return { ring, timeout, evenIfUnavailable };
}
