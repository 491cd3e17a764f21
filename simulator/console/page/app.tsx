import { useState } from 'preact/hooks';
import { CallView } from './call-view';
import { CallerPhone } from './caller-phone';
import { DispatcherPhone } from './dispatcher-phone';
import { hasActiveCall, useLive, useNow, type Live } from './live';
import { PastCalls } from './past-calls';
import { useRingTone } from './ring-tone';
import { Rooms } from './rooms';
import { Switches } from './switches';

/** The console: phones above, the call's progress below them, what can be broken beside it. */
export function App() {
  const live = useLive();
  switch (live.kind) {
    case 'connecting':
      return <Notice title="Connecting to the local world…" text="This takes a moment after the start." />;
    case 'lost':
      return (
        <Notice
          title="The local world does not answer"
          text="Start it with “npm start” in the project's folder. This page comes back by itself."
          alarm
        />
      );
    case 'live':
      return <Desk live={live} />;
    default:
      return live satisfies never;
  }
}

function Notice({ title, text, alarm = false }: { title: string; text: string; alarm?: boolean }) {
  return (
    <main class="notice">
      <div role={alarm ? 'alert' : 'status'}>
        <h1>{title}</h1>
        <p>{text}</p>
      </div>
    </main>
  );
}

function Desk({ live }: { live: Live & { kind: 'live' } }) {
  const { config, state, desk } = live;
  const now = useNow(live.offset, hasActiveCall(state));
  const [problem, setProblem] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [toneOn, setToneOn] = useState(false);
  const rings = Object.values(state.phones).some((phone) => phone.status === 'ringing');
  useRingTone(toneOn && rings);

  const current = state.calls.find((call) => call.sid === chosen) ?? state.calls[0];
  const active = state.calls.find((call) => call.endedAt === null);
  return (
    <>
      <a class="skip" href="#call">
        Skip to the call
      </a>
      <header class="top">
        <div>
          <h1>{config.line.name}</h1>
          <p class="number">{live.line}</p>
        </div>
        <p class="would">{desk.wouldRing}</p>
        <label class="toggle">
          <input
            type="checkbox"
            checked={toneOn}
            onChange={(event) => setToneOn(event.currentTarget.checked)}
          />
          Ring tone
        </label>
      </header>
      {problem !== null && (
        <div class="problem" role="alert">
          {problem} <button onClick={() => setProblem(null)}>Close</button>
        </div>
      )}
      <main>
        <section class="phones" aria-label="Phones">
          <CallerPhone config={config} call={active} now={now} onProblem={setProblem} />
          {config.dispatchers.map((dispatcher) => (
            <DispatcherPhone
              key={dispatcher.id}
              dispatcher={dispatcher}
              phone={state.phones[dispatcher.phone]}
              availability={desk.availability[dispatcher.id]}
              timeZone={config.line.timeZone}
              onProblem={setProblem}
            />
          ))}
        </section>
        <div class="columns">
          <CallView config={config} call={current} now={now} />
          <aside>
            <Switches desk={desk} functions={live.functions} onProblem={setProblem} />
            <PastCalls calls={state.calls} current={current?.sid} onChoose={setChosen} />
          </aside>
        </div>
        <Rooms />
      </main>
    </>
  );
}
