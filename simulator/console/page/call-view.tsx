import { useState } from 'preact/hooks';
import type { DispatchConfig } from '../../../src/config/dispatch';
import type { CallState } from '../../state';
import { describe, type Entry } from '../../story/describe';
import { lanesOf, type Lane, type Stretch } from './lanes';
import { clockTime, duration } from './time';

interface Props {
  readonly config: DispatchConfig;
  readonly call: CallState | undefined;
  readonly now: number;
}

/** The call that is under way or chosen: its drawing, and every step in words. */
export function CallView({ config, call, now }: Props) {
  const [withMachines, setWithMachines] = useState(false);
  if (call === undefined) {
    return (
      <section id="call" class="call empty" aria-label="The call">
        <h2>No call yet</h2>
        <p>
          Press “Call the line” on the caller's phone. Then answer, press 1, decline, or just let it ring, and
          watch what the line decides.
        </p>
      </section>
    );
  }
  const end = call.endedAt ?? now;
  return (
    <section id="call" class="call" aria-label="The call">
      <header>
        <h2>
          {call.from === '' ? 'Withheld number' : call.from}
          <span class={`badge ${badgeOf(call)}`}>{badgeOf(call)}</span>
        </h2>
        <p>
          {clockTime(call.startedAt, config.line.timeZone)} · {duration(end - call.startedAt)}
        </p>
      </header>
      <Lanes lanes={lanesOf(config, call)} from={call.startedAt} to={Math.max(end, call.startedAt + 1000)} />
      <label class="toggle">
        <input
          type="checkbox"
          checked={withMachines}
          onChange={(event) => setWithMachines(event.currentTarget.checked)}
        />
        Show webhooks and TwiML
      </label>
      <Timeline config={config} call={call} withMachines={withMachines} />
    </section>
  );
}

/** What a call is called in lists. */
export function badgeOf(call: CallState): string {
  if (call.endedAt === null) return 'live';
  return call.outcome ?? 'ended';
}

const KINDS: Readonly<Record<Stretch['kind'], string>> = {
  waiting: 'hears ringing or the line',
  ringing: 'rings',
  listening: 'picked up',
  talking: 'talking',
  recording: 'leaving a message',
};

function Lanes({ lanes, from, to }: { lanes: readonly Lane[]; from: number; to: number }) {
  const share = (ms: number): string => `${(ms / (to - from)) * 100}%`;
  return (
    <div class="lanes">
      {lanes.map(({ name, stretches }) => (
        <div class="lane" key={name}>
          <span class="name">{name}</span>
          <div
            class="track"
            role="img"
            aria-label={`${name}: ${stretches.map((stretch) => words(stretch, to)).join(', ')}`}
          >
            {stretches.map((stretch) => (
              <span
                class={`stretch ${stretch.kind} ${stretch.to === null ? 'live' : ''}`}
                style={{ left: share(stretch.from - from), width: share((stretch.to ?? to) - stretch.from) }}
                title={words(stretch, to)}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function words(stretch: Stretch, now: number): string {
  return `${KINDS[stretch.kind]} ${duration((stretch.to ?? now) - stretch.from)}`;
}

const MACHINES: readonly Entry['kind'][] = ['webhook', 'twiml'];

function Timeline({
  config,
  call,
  withMachines,
}: {
  config: DispatchConfig;
  call: CallState;
  withMachines: boolean;
}) {
  const entries = call.events.flatMap((event, index) => {
    const entry = describe(config, event);
    const isShown = entry !== null && (withMachines || !MACHINES.includes(entry.kind));
    return isShown ? [{ index, entry, after: event.at - call.startedAt }] : [];
  });
  return (
    <ol class="timeline" aria-live="polite">
      {entries.map(({ index, entry, after }) => (
        <li key={index} class={`is-${entry.kind}`}>
          <time>{duration(after)}</time>
          <TimelineEntry entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function TimelineEntry({ entry }: { entry: Entry }) {
  const lines = entry.title.split('\n').map((line) => <span class="line">{line}</span>);
  if (entry.detail === undefined) return <div>{lines}</div>;
  return (
    <details>
      <summary>{lines}</summary>
      <pre tabIndex={0}>{entry.detail.join('\n')}</pre>
    </details>
  );
}
