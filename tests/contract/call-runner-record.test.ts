import type { Call } from '../../simulator/twilio/calls';
import { CallBench } from '../support/call-bench';

const CALLBACKS =
  'recordingStatusCallback="/recording" recordingStatusCallbackEvent="completed absent" transcribe="true" transcribeCallback="/words"';

let bench: CallBench;

async function open(record = '', options: Parameters<typeof CallBench.open>[0] = {}): Promise<Call> {
  bench = await CallBench.open(options);
  const verb = `<Record action="/done" timeout="5" maxLength="60" finishOnKey="#" ${CALLBACKS} ${record}/>`;
  bench.on('/voice', `<Say>Hello.</Say>${verb}<Say>Nothing was said.</Say>`);
  bench.on('/done', '<Say>Goodbye.</Say><Hangup/>');
  bench.on('/recording', { status: 204 });
  bench.on('/words', { status: 204 });
  const call = await bench.call();
  await bench.pass(1);
  expect(call.state).toBe('recording');
  return call;
}

afterEach(() => bench.close());

it('records until five seconds of silence and tells the action what was recorded', async () => {
  const call = await open();
  await bench.pass(2);
  call.speak(8);
  await bench.pass(12.9);
  expect(bench.at('/done')).toEqual([]);
  await bench.pass(0.1);
  const [recorded] = bench.of('recorded');
  expect(bench.at('/done')).toMatchObject([
    { RecordingSid: recorded?.recordingSid, RecordingDuration: '8', CallStatus: 'in-progress' },
  ]);
  expect(bench.at('/done')[0]?.['RecordingUrl']).toMatch(/\/Recordings\/RE[0-9a-f]{32}$/);
  expect(bench.at('/done')[0]).not.toHaveProperty('Digits');
});

it('lets the caller speak ahead of the tone', async () => {
  bench = await CallBench.open();
  bench.on('/voice', '<Say>Hello.</Say><Record action="/done"/>');
  bench.on('/done', '');
  const call = await bench.call();
  call.speak(3);
  await bench.pass(9);
  expect(bench.at('/done')).toMatchObject([{ RecordingDuration: '3' }]);
});

it('stops at the finishing key and says which', async () => {
  const call = await open();
  call.speak(20);
  await bench.pass(4);
  call.press('5');
  call.press('#');
  await bench.settle();
  expect(bench.at('/done')).toMatchObject([{ RecordingDuration: '4', Digits: '#' }]);
});

it('stops at the longest length', async () => {
  const call = await open();
  call.speak(300);
  await bench.pass(60);
  expect(bench.at('/done')).toMatchObject([{ RecordingDuration: '60' }]);
});

it('goes on with the document when nothing was said, and reports the recording as absent', async () => {
  const call = await open();
  await bench.pass(10);
  expect(call.heard).toContain('Nothing was said.');
  expect(bench.at('/done')).toEqual([]);
  expect(bench.at('/recording')).toMatchObject([{ RecordingStatus: 'absent', RecordingDuration: '0' }]);
  expect(bench.at('/words')).toEqual([]);
});

it('tells the action of a hang-up, then the callbacks, and executes nothing more', async () => {
  const call = await open();
  call.speak(30, 'My basement is full.');
  await bench.pass(6);
  call.hangUp();
  await bench.pass(10);
  expect(bench.at('/done')).toMatchObject([
    { Digits: 'hangup', RecordingDuration: '6', CallStatus: 'completed' },
  ]);
  expect(call.heard).not.toContain('Goodbye.');
  const order = bench.received.map(({ path }) => path);
  expect(order.indexOf('/done')).toBeLessThan(order.indexOf('/recording'));
});

it('sends the recording callback and the transcription', async () => {
  const call = await open();
  call.speak(10, 'My basement is full.');
  await bench.pass(25);
  const [recorded] = bench.of('recorded');
  const about = { CallSid: call.sid, RecordingSid: recorded?.recordingSid };
  expect(bench.at('/recording')).toMatchObject([
    { ...about, RecordingStatus: 'completed', RecordingDuration: '10', RecordingSource: 'RecordVerb' },
  ]);
  expect(bench.at('/words')).toMatchObject([
    { ...about, TranscriptionStatus: 'completed', TranscriptionText: 'My basement is full.' },
  ]);
});

it('can fail to transcribe', async () => {
  const call = await open('', { behaviour: { transcription: 'failed' } });
  call.speak(10);
  await bench.pass(25);
  expect(bench.at('/words')).toMatchObject([{ TranscriptionStatus: 'failed' }]);
});

it('transcribes nothing shorter than two seconds', async () => {
  const call = await open();
  call.speak(1);
  await bench.pass(25);
  expect(bench.at('/recording')).toHaveLength(1);
  expect(bench.at('/words')).toEqual([]);
});

it('asks for the same document again when a recording has no action', async () => {
  bench = await CallBench.open();
  bench.on('/voice', '<Record/>');
  const call = await bench.call();
  call.speak(2);
  await bench.pass(7);
  expect(bench.at('/voice')).toMatchObject([{}, { RecordingDuration: '2' }]);
});
