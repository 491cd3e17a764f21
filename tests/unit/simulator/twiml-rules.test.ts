import { parseScreeningTwiml, parseTwiml, TwimlError } from '../../../simulator/twiml/parse';

const response = (content: string): string => `<Response>${content}</Response>`;
const ADDRESS = 'is neither an absolute http(s) address nor a path';
const number = '<Number>+15550100001</Number>';

function codeOf(xml: string): number | null {
  try {
    parseTwiml(xml);
    return null;
  } catch (error) {
    return error instanceof TwimlError ? error.code : null;
  }
}

test.each([
  ['a ring under 5 s', `<Dial timeout="4">${number}</Dial>`, 'timeout of <Dial> is 4; it must be 5 to 600'],
  ['a ring over 600 s', `<Dial timeout="601">${number}</Dial>`, 'must be 5 to 600'],
  ['a call limit of 0 s', `<Dial timeLimit="0">${number}</Dial>`, 'timeLimit of <Dial>'],
  ['a call limit over 4 h', `<Dial timeLimit="14401">${number}</Dial>`, 'timeLimit of <Dial>'],
  ['a <Gather> that waits 0 s', '<Gather timeout="0"/>', 'timeout of <Gather>'],
  ['a <Gather> for no digit', '<Gather numDigits="0"/>', 'numDigits of <Gather>'],
  ['a message of 0 s', '<Record maxLength="0"/>', 'maxLength of <Record>'],
  ['a message over 4 h', '<Record maxLength="14401"/>', 'maxLength of <Record>'],
  ['a message that ends without any silence', '<Record timeout="0"/>', 'timeout of <Record>'],
  ['1 s to transcribe', '<Record transcribe="true" maxLength="1"/>', 'transcription'],
  ['121 s to transcribe', '<Record transcribe="true" maxLength="121"/>', 'transcription'],
  ['an hour to transcribe by default', '<Record transcribe="true"/>', 'transcription'],
  [
    '121 s with a transcription callback',
    '<Record transcribeCallback="/t" maxLength="121"/>',
    'transcription',
  ],
  ['eleven numbers', `<Dial>${number.repeat(11)}</Dial>`, 'at most 10 nouns, this one has 11'],
  ['text and nouns in a <Dial>', `<Dial>+15550100002${number}</Dial>`, 'not both'],
  ['a late answerOnBridge', `<Say>Hi</Say><Dial answerOnBridge="true">${number}</Dial>`, 'first verb'],
  ['a <Say> without words', '<Say> </Say>', 'nothing to say'],
  ['4097 spoken characters', `<Say>${'x'.repeat(4097)}</Say>`, 'this one has 4097'],
  ['a relative action', `<Dial action="next">${number}</Dial>`, ADDRESS],
  ['an empty action', '<Gather action=""/>', ADDRESS],
  ['an action that is no web address', '<Record action="ftp://example.com/"/>', ADDRESS],
  ['an address without a host', '<Record action="https://"/>', ADDRESS],
  ['a relative screening', '<Dial><Number url="screen">+15550100001</Number></Dial>', ADDRESS],
  ['a relative callback', '<Record recordingStatusCallback="done"/>', ADDRESS],
  ['a WebSocket as an action', '<Gather action="wss://example.com/"/>', ADDRESS],
  ['a <Redirect> to nowhere', '<Redirect/>', ADDRESS],
  ['a <Play> of nothing', '<Play/>', ADDRESS],
  ['a method that Twilio does not use', '<Gather method="PUT"/>', 'GET or POST'],
  ['a callback method in lower case', '<Record recordingStatusCallbackMethod="post"/>', 'GET or POST'],
])('%s is refused (12200)', (_what, content, message) => {
  expect(() => parseTwiml(response(content))).toThrow(message);
  expect(codeOf(response(content))).toBe(12200);
});

test.each([
  ['a <Dial> of nobody', '<Dial/>'],
  ['an empty <Number>', '<Dial><Number/></Dial>'],
  ['a number with a hyphen', '<Dial><Number>+1555-0100001</Number></Dial>'],
  ['a number with a letter', '<Dial><Number>+1555O100001</Number></Dial>'],
  ['a number of 16 digits', '<Dial><Number>+1555010000100001</Number></Dial>'],
  ['a name in a <Dial>', '<Dial>Sergio</Dial>'],
])('%s is no phone number (13223)', (_what, content) => {
  expect(codeOf(response(content))).toBe(13223);
});

test('a document over 64 KiB is refused (11750), one of exactly that size is not', () => {
  const xml = (size: number): string => `<Response><!--${' '.repeat(size - 28)}--></Response>`;
  expect(xml(65_536)).toHaveLength(65_536);
  expect(parseTwiml(xml(65_536)).children).toEqual([]);
  expect(codeOf(xml(65_537))).toBe(11750);
});

describe('on the leg of a callee', () => {
  test.each([
    ['a prompt for a key', '<Gather><Say>Press 1.</Say></Gather><Hangup/>'],
    ['everything that plays', '<Play>/tone.mp3</Play><Say>Hi</Say><Pause/><Redirect>/again</Redirect>'],
    ['an empty document, which bridges', ''],
  ])('%s is executed', (_what, content) => {
    expect(parseScreeningTwiml(response(content)).name).toBe('Response');
  });

  test.each(['<Dial>+15550100001</Dial>', '<Record/>', '<Reject/>', '<Enqueue>q</Enqueue>'])(
    '%s is refused',
    (content) => {
      expect(parseTwiml(response(content)).children).toHaveLength(1);
      expect(() => parseScreeningTwiml(response(content))).toThrow('leg of a callee');
    },
  );

  test('a document that breaks the grammar is refused too', () => {
    expect(() => parseScreeningTwiml(response('<Speak/>'))).toThrow('<Speak>');
  });
});
