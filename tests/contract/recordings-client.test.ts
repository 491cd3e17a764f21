import { createRecordings, type Recordings } from '../../src/clients/recordings';
import { CallBench } from '../support/call-bench';
import { ACCOUNT, MessagesBench } from '../support/messages-bench';

/** Our own lean client against the stand-in's list of recordings that the call runner has really made. */
const signal = new AbortController().signal;
const key = { apiKey: `SK${'0'.repeat(32)}`, apiSecret: 'secret' };
const RECORD =
  '<Record action="/end" maxLength="120" timeout="5" recordingStatusCallback="/recorded" ' +
  'recordingStatusCallbackEvent="completed absent" transcribe="true" transcribeCallback="/words"/>';
let phones: CallBench;
let bench: MessagesBench;

beforeEach(async () => {
  phones = await CallBench.open();
  const { runner, clock } = phones;
  bench = await MessagesBench.open({
    calls: () => runner.list(),
    recordings: () => runner.recordings(),
    clock,
  });
  phones.on('/voice', RECORD);
  phones.on('/end', '<Hangup/>');
  for (const path of ['/recorded', '/words']) phones.on(path, { status: 204 });
});
afterEach(async () => {
  await phones.close();
  await bench.close();
});

const client = (options: { apiSecret?: string } = {}): Recordings =>
  createRecordings({ ...key, accountSid: ACCOUNT, baseUrl: bench.api, ...options });

async function leavesMessage(seconds: number): Promise<string> {
  const call = await phones.call();
  await phones.pass(1);
  call.speak(seconds, 'The gate is stuck.');
  await phones.pass(seconds);
  call.hangUp();
  await phones.pass(0.5);
  return call.sid;
}

test('lists a recording with its length, once Twilio has worked on it', async () => {
  const sid = await leavesMessage(9);
  expect(await client().ofCall(sid, signal)).toMatchObject([{ status: 'processing', seconds: 0 }]);
  await phones.pass(5);
  const [recording] = await client().ofCall(sid, signal);
  expect(recording).toMatchObject({ status: 'completed', seconds: 9 });
  expect(phones.at('/recorded')).toMatchObject([{ RecordingSid: recording!.sid, RecordingDuration: '9' }]);
});

test('lists the words of a recording as the callback told them', async () => {
  const sid = await leavesMessage(9);
  await phones.pass(2);
  const [recording] = await client().ofCall(sid, signal);
  expect(await client().transcriptsOf(recording!.sid, signal)).toEqual([{ status: 'in-progress', text: '' }]);
  await phones.pass(10);
  const words = [{ status: 'completed', text: 'The gate is stuck.' }];
  expect(await client().transcriptsOf(recording!.sid, signal)).toEqual(words);
  expect(phones.at('/words')).toMatchObject([{ TranscriptionText: 'The gate is stuck.' }]);
});

test('lists an absent recording as absent, and none of another call', async () => {
  const call = await phones.call();
  await phones.pass(1);
  call.hangUp();
  await phones.pass(5);
  expect(await client().ofCall(call.sid, signal)).toMatchObject([{ status: 'absent', seconds: 0 }]);
  expect(await client().ofCall(`CA${'9'.repeat(32)}`, signal)).toEqual([]);
});

test('says that nobody knows when Twilio gives no answer or refuses', async () => {
  const refused = client({ apiSecret: 'wrong' });
  await expect(refused.ofCall(`CA${'9'.repeat(32)}`, signal)).rejects.toMatchObject({
    code: 'twilio_unavailable',
  });
  const missing = client().transcriptsOf(`RE${'9'.repeat(32)}`, signal);
  await expect(missing).rejects.toMatchObject({ code: 'twilio_unavailable' });
});
