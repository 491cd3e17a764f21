import { useState } from 'preact/hooks';
import type { DispatchConfig } from '../../../src/config/dispatch';
import type { CallState } from '../../state';
import { Badge } from './badge';
import { callerName } from './caller-name';
import { LaneChart } from './lane-chart';
import { lanesOf } from './lanes';
import { dayAndTime, duration } from './time';
import { Timeline } from './timeline';
import { Toggle } from './toggle';

interface Props {
  readonly config: DispatchConfig;
  readonly call: CallState | undefined;
  readonly now: number;
}

/** The call that is under way or chosen: its drawing, and every step in words. */
export function CallView({ config, call, now }: Props) {
  const [withMachines, setWithMachines] = useState(false);
  if (call === undefined) return <NoCall config={config} />;
  const end = call.endedAt ?? now;
  return (
    <section id="call" class="call" aria-label="The call" tabIndex={-1}>
      <header>
        <h2>
          {callerName(call.from)} <Badge call={call} />
        </h2>
        <p class="when">
          {dayAndTime(call.startedAt, now, config.line.timeZone)} · {duration(end - call.startedAt)}
        </p>
      </header>
      <LaneChart
        lanes={lanesOf(config, call)}
        from={call.startedAt}
        to={end}
        running={call.endedAt === null}
      />
      <div class="steps">
        <h3>What happened</h3>
        <Toggle label="Show webhooks and TwiML" on={withMachines} onChange={setWithMachines} />
      </div>
      <Timeline config={config} call={call} withMachines={withMachines} />
    </section>
  );
}

function NoCall({ config }: Pick<Props, 'config'>) {
  const nameOf = (who: string): string => config.dispatchers.find(({ id }) => id === who)?.name ?? who;
  return (
    <section id="call" class="call empty" aria-label="The call" tabIndex={-1}>
      <h2>No call yet</h2>
      <p>
        Press “Call the line” on the caller's phone. Then answer, press 1, decline, or just let it ring, and
        watch what the line decides.
      </p>
      <ol class="route" aria-label="How the line rings">
        {config.cascade.map(({ ring, timeout }, step) => (
          <li key={step}>
            <strong>{ring.map(nameOf).join(' and ')}</strong> {timeout} s
          </li>
        ))}
        <li>
          <strong>A message</strong> {config.voicemail.maxSeconds} s at most
        </li>
      </ol>
      <p>
        The seconds are those of the routing file. Twilio adds about 5 s to each, so a phone rings a little
        longer.
      </p>
    </section>
  );
}
