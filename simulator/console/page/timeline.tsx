import type { DispatchConfig } from '../../../src/config/dispatch';
import type { CallState } from '../../state';
import { describe, type Entry } from '../../story/describe';
import { Mark } from './marks';
import { duration } from './time';

const MACHINES: readonly Entry['kind'][] = ['webhook', 'twiml'];

interface Props {
  readonly config: DispatchConfig;
  readonly call: CallState;
  /** Whether requests and documents are shown between the steps. */
  readonly withMachines: boolean;
}

/** Every step of a call in words, with the seconds since it began. */
export function Timeline({ config, call, withMachines }: Props) {
  const entries = call.events.flatMap((event, index) => {
    const entry = describe(config, event);
    const isShown = entry !== null && (withMachines || !MACHINES.includes(entry.kind));
    return isShown ? [{ index, entry, after: event.at - call.startedAt }] : [];
  });
  return (
    <ol class="timeline" aria-label="What happened" aria-live={withMachines ? 'off' : 'polite'}>
      {entries.map(({ index, entry, after }) => (
        <li key={index} class={`is-${entry.kind}`}>
          <time>{duration(after)}</time>
          <Mark kind={entry.kind} />
          <TimelineEntry entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function TimelineEntry({ entry: { title, detail } }: { entry: Entry }) {
  const lines = title.split('\n').map((line, index) => (
    <span key={index} class="line">
      {line}
    </span>
  ));
  if (detail === undefined) return <div>{lines}</div>;
  return (
    <details>
      <summary>{lines}</summary>
      <pre tabIndex={0} aria-label="Its content">
        {detail.join('\n')}
      </pre>
    </details>
  );
}
