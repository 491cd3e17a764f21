import { useEffect, useState } from 'preact/hooks';
import { JobBoard } from './board/job-board';
import { CallView } from './call-view';
import { hasActiveCall, useLive, useNow, type Connected } from './live';
import { PastCalls } from './past-calls';
import { Phones } from './phones';
import { Rooms } from './rooms';
import { SlackChannel } from './slack/slack-channel';
import { Switches } from './switches';
import { CrewPhones } from './texts/crew-phones';
import { CustomerPhones } from './texts/customer-phones';
import { titleOf } from './title';
import { TopBar } from './top-bar';

/** The console: phones above; a call's progress with what can be broken beside it; Slack with the customers' phones; jobs with the crews' phones. */
export function App() {
  const live = useLive();
  switch (live.kind) {
    case 'connecting':
      return <Notice title="Connecting to the local world…" text="This takes a moment after the start." />;
    case 'unreachable':
      return <Notice title="The local world does not answer" text={COME_BACK} alarm />;
    case 'live':
      return <Desk live={live} />;
    default:
      return live satisfies never;
  }
}

const COME_BACK = 'Start it with “npm start” in the project’s folder. This page comes back by itself.';

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

function Desk({ live }: { live: Connected }) {
  const { config, state, desk, lost } = live;
  const now = useNow(live.offset, hasActiveCall(state) && !lost);
  const [problem, setProblem] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [toneOn, setToneOn] = useState(false);
  const newest = state.calls[0]?.sid;
  // A new call comes to the front, whichever was being looked at.
  useEffect(() => setChosen(null), [newest]);
  const title = titleOf(config, state);
  useEffect(() => void (document.title = title), [title]);

  const current = state.calls.find((call) => call.sid === chosen) ?? state.calls[0];
  return (
    <>
      <TopBar config={config} number={live.line} desk={desk} toneOn={toneOn} onTone={setToneOn} />
      {lost && <Alarm text={`The local world does not answer. ${COME_BACK}`} />}
      {problem !== null && <Alarm text={problem} onClose={() => setProblem(null)} />}
      <main>
        <Phones live={live} now={now} toneOn={toneOn} onProblem={setProblem} />
        <div class="columns">
          <CallView config={config} call={current} now={now} />
          <aside aria-label="Past calls and faults">
            <PastCalls
              calls={state.calls}
              current={current?.sid}
              now={now}
              timeZone={config.line.timeZone}
              onChoose={setChosen}
            />
            <div inert={lost}>
              <Switches live={live} now={now} onProblem={setProblem} />
            </div>
          </aside>
        </div>
        <div class="columns" inert={lost}>
          <SlackChannel live={live} now={now} onProblem={setProblem} />
          <CustomerPhones live={live} now={now} onProblem={setProblem} />
        </div>
        <div inert={lost}>
          <JobBoard live={live} now={now} onProblem={setProblem} />
          <CrewPhones live={live} now={now} onProblem={setProblem} />
        </div>
        <Rooms />
      </main>
    </>
  );
}

function Alarm({ text, onClose }: { text: string; onClose?: () => void }) {
  return (
    <div class="alarm" role="alert">
      <p>{text}</p>
      {onClose !== undefined && (
        <button type="button" onClick={onClose}>
          Close
        </button>
      )}
    </div>
  );
}
