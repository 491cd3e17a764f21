import type { DispatchConfig } from '../../../src/config/dispatch';
import type { Desk } from '../protocol';
import { Toggle } from './toggle';

interface Props {
  readonly config: DispatchConfig;
  readonly number: string;
  readonly desk: Desk;
  readonly toneOn: boolean;
  readonly onTone: (on: boolean) => void;
}

/** Whose line this is, what would happen if somebody called now, and the ring tone. */
export function TopBar({ config, number, desk, toneOn, onTone }: Props) {
  return (
    <>
      <a class="skip" href="#call">
        Skip to the call
      </a>
      <header class="top">
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M9 11c0 7 5 12 12 12l2-4-5-2-2 2c-2-1-3-2-4-4l2-2-2-5z" />
        </svg>
        <div class="line">
          <h1>{config.line.name}</h1>
          <p class="number">{number}</p>
        </div>
        <p class="would" role="status">
          <span>If somebody called now</span> {desk.wouldRing}
        </p>
        <Toggle label="Ring tone" on={toneOn} onChange={onTone} />
      </header>
    </>
  );
}
