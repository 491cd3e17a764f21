import type { Lane, Stretch } from './lanes';
import { duration } from './time';
import { horizonOf, ticksOf } from './time-scale';

const KINDS: Readonly<Record<Stretch['kind'], string>> = {
  waiting: 'hears the line',
  ringing: 'rings',
  listening: 'picked up',
  talking: 'talking',
  recording: 'leaves a message',
};

interface Props {
  readonly lanes: readonly Lane[];
  /** ms of the world's clock. */
  readonly from: number;
  readonly to: number;
  readonly running: boolean;
}

/** Draws who was rung, picked up and talked when, over a scale of time. */
export function LaneChart({ lanes, from, to, running }: Props) {
  const span = running ? horizonOf(to - from) : Math.max(1000, to - from);
  const share = (ms: number): string => `${(ms / span) * 100}%`;
  const kinds = (Object.keys(KINDS) as Stretch['kind'][]).filter((kind) =>
    lanes.some(({ stretches }) => stretches.some((stretch) => stretch.kind === kind)),
  );
  return (
    <div class="chart">
      {lanes.map(({ name, stretches }) => (
        <div class="lane" key={name}>
          <span class="name">{name}</span>
          <div
            class="track"
            role="img"
            aria-label={`${name}: ${stretches.map((stretch) => words(stretch, to)).join(', ')}`}
          >
            {ticksOf(span).map((tick) => (
              <i key={tick} class="grid" style={{ left: share(tick) }} />
            ))}
            {stretches.map((stretch) => (
              <span
                key={stretch.from}
                class={`stretch ${stretch.kind}`}
                style={{ left: share(stretch.from - from), width: share((stretch.to ?? to) - stretch.from) }}
                title={words(stretch, to)}
              />
            ))}
          </div>
        </div>
      ))}
      <div class="lane scale" aria-hidden="true">
        <span />
        <div class="ticks">
          {ticksOf(span).map((tick) => (
            <span key={tick} class={tick / span > 0.94 ? 'tick last' : 'tick'} style={{ left: share(tick) }}>
              {duration(tick)}
            </span>
          ))}
        </div>
      </div>
      <ul class="legend">
        {kinds.map((kind) => (
          <li key={kind}>
            <i class={`stretch ${kind}`} /> {KINDS[kind]}
          </li>
        ))}
      </ul>
    </div>
  );
}

function words(stretch: Stretch, now: number): string {
  return `${KINDS[stretch.kind]} ${duration((stretch.to ?? now) - stretch.from)}`;
}
