import { CallerPhone } from './caller-phone';
import { DispatcherPhone } from './dispatcher-phone';
import type { Connected } from './live';
import { useRingTone, useSilence } from './ring-tone';

interface Props {
  readonly live: Connected;
  readonly now: number;
  readonly toneOn: boolean;
  readonly onProblem: (problem: string | null) => void;
}

/** All phones side by side: a caller, and each dispatcher. */
export function Phones({ live, now, toneOn, onProblem }: Props) {
  const { config, state, desk, texts, lost } = live;
  const { isSilenced, silence } = useSilence();
  const ringing = Object.values(state.phones).filter(({ status }) => status === 'ringing');
  useRingTone(toneOn && !lost && ringing.some(({ leg }) => leg !== null && !isSilenced(leg)));
  return (
    <section class="phones" aria-label="Phones" inert={lost}>
      <CallerPhone config={config} calls={state.calls} now={now} onProblem={onProblem} />
      {config.dispatchers.map((dispatcher) => (
        <DispatcherPhone
          key={dispatcher.id}
          dispatcher={dispatcher}
          phone={state.phones[dispatcher.phone]}
          calls={state.calls}
          texts={texts}
          availability={desk.availability[dispatcher.id]}
          timeZone={config.line.timeZone}
          now={now}
          isSilenced={isSilenced}
          onSilence={silence}
          onProblem={onProblem}
        />
      ))}
    </section>
  );
}
