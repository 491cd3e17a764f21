import { readFile } from 'node:fs/promises';
import MessagingResponse from 'twilio/lib/twiml/MessagingResponse';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { generateGrammar, GRAMMAR_FILE } from '../../scripts/twiml-grammar';
import { parseTwiml } from '../../simulator/twiml/parse';

test('the committed grammar is the one that the installed SDK gives', async () => {
  const committed: unknown = JSON.parse(await readFile(GRAMMAR_FILE, 'utf8'));
  expect(committed).toEqual(await generateGrammar());
});

test('the grammar knows elements, attributes, nesting and text', async () => {
  const { voice, messaging } = await generateGrammar();
  expect(voice['Response']?.children).toMatchObject({ Dial: 'Dial', Say: 'Say', Record: 'Record' });
  expect(voice['Dial']).toMatchObject({
    attributes: { timeout: 'number', answerOnBridge: 'boolean', action: 'string' },
    children: { Number: 'Number' },
    text: true,
  });
  expect(voice['Number']?.attributes['statusCallbackEvent']).toEqual({
    listOf: { oneOf: ['initiated', 'ringing', 'answered', 'completed'] },
  });
  expect(voice['Gather']?.text).toBe(false);
  expect(voice['SsmlLang']?.attributes).toHaveProperty(['xml:lang']);
  expect(messaging['Message']?.children).toEqual({ Body: 'Body', Media: 'Media' });
});

test('one name may have different rules in different places', async () => {
  const { voice } = await generateGrammar();
  expect(voice['Dial']?.children['Sip']).toBe('Sip');
  expect(voice['Refer']?.children['Sip']).toBe('ReferSip');
});

test('a voice document which the SDK wrote is accepted', () => {
  const response = new VoiceResponse();
  const dial = response.dial({ answerOnBridge: true, timeout: 15, action: '/voice-cascade-next' });
  dial.number(
    { url: '/voice-screen', statusCallback: '/call-status', statusCallbackEvent: ['initiated', 'completed'] },
    '+15550100001',
  );
  const say = response.say({ voice: 'Polly.Joanna-Neural', language: 'en-US' }, 'Leave');
  say.break({ strength: 'weak' });
  say.lang({ 'xml:lang': 'es-ES' }, 'un mensaje');
  response.record({
    maxLength: 120,
    transcribe: true,
    recordingStatusCallbackEvent: ['completed', 'absent'],
  });
  response.hangup();
  const document = parseTwiml(response.toString());
  expect(document.children.map(({ name }) => name)).toEqual(['Dial', 'Say', 'Record', 'Hangup']);
  expect(document.children[1]?.text).toBe('Leave un mensaje');
});

test('a messaging document which the SDK wrote is accepted, but not as a voice document', () => {
  const response = new MessagingResponse();
  response.message({ to: '+15550100001' }, 'On the way');
  expect(parseTwiml(response.toString(), 'messaging').children[0]?.text).toBe('On the way');
  expect(() => parseTwiml(response.toString())).toThrow('<Message>');
});
