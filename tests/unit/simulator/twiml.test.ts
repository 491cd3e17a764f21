import { parseTwiml, TwimlError } from '../../../simulator/twiml/parse';

const response = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${content}</Response>`;

function refusalOf(xml: string): Pick<TwimlError, 'code' | 'message'> {
  try {
    parseTwiml(xml);
  } catch (error) {
    if (error instanceof TwimlError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('the document was accepted');
}

test('a document is read into a tree of elements, attributes and words', () => {
  const xml = response(
    '<Dial timeout="15">\n  <Number url="/a?x=1&amp;y=2">\n +15550100001 </Number></Dial>',
  );
  expect(parseTwiml(xml)).toEqual({
    name: 'Response',
    attributes: {},
    text: '',
    children: [
      {
        name: 'Dial',
        attributes: { timeout: '15' },
        text: '',
        children: [{ name: 'Number', attributes: { url: '/a?x=1&y=2' }, text: '+15550100001', children: [] }],
      },
    ],
  });
});

test('what a <Say> says contains the words in its SSML, in their order', () => {
  const say =
    '<Say>Job <say-as interpret-as="digits">7</say-as> is<break/>yours, <emphasis>now</emphasis>.</Say>';
  expect(parseTwiml(response(say)).children[0]?.text).toBe('Job 7 is yours, now.');
});

test.each([
  ['an empty response', '<Response/>'],
  ['a response after a comment', '<!-- bridges --><Response></Response>'],
  ['words in CDATA', response('<Say><![CDATA[Jones & Sons]]></Say>')],
  ['a number as the text of a <Dial>', response('<Dial>+15550100001</Dial>')],
  ['a <Dial> after another verb', response('<Say>Hold on.</Say><Dial>5550100</Dial>')],
  ['the shortest ring', response('<Dial timeout="5">+15550100001</Dial>')],
  ['the longest ring', response('<Dial timeout="600" timeLimit="14400">+15550100001</Dial>')],
  ['ten numbers', response(`<Dial>${'<Number>+15550100001</Number>'.repeat(10)}</Dial>`)],
  ['a prompt in a <Gather>', response('<Gather numDigits="1" timeout="1"><Say>Press 1.</Say></Gather>')],
  ['a list of inputs', response('<Gather input="dtmf speech"/>')],
  ['tones instead of a file', response('<Play digits="ww12"/>')],
  ['the longest message that is transcribed', response('<Record transcribe="true" maxLength="120"/>')],
  ['a message of two hours', response('<Record maxLength="7200"/>')],
  ['a media stream', response('<Connect><Stream url="wss://example.com/media"/></Connect>')],
  ['an address with connection overrides', response('<Redirect>https://example.com/a#rc=2</Redirect>')],
  ['4096 spoken characters', response(`<Say>${'x'.repeat(4096)}</Say>`)],
])('%s is accepted', (_what, xml) => {
  expect(parseTwiml(xml).name).toBe('Response');
});

test.each([
  ['nothing at all', ''],
  ['JSON', '{}'],
  ['a blank line before the declaration', `\n${response('')}`],
  ['an element that is never closed', '<Response><Say>Hi</Response>'],
  ['an attribute without quotes', response('<Dial timeout=15>+15550100001</Dial>')],
  ['an attribute given twice', response('<Dial timeout="15" timeout="20">+15550100001</Dial>')],
  ['a bare ampersand', response('<Say>Jones & Sons</Say>')],
  ['an entity of HTML', response('<Say>a&nbsp;b</Say>')],
  ['two root elements', '<Response/><Response/>'],
  ['a page of HTML', '<html><body>Error</body></html>'],
  ['a verb as the root', '<Say>Hi</Say>'],
])('%s cannot be parsed (12100)', (_what, xml) => {
  expect(refusalOf(xml).code).toBe(12100);
});

test.each([
  ['an unknown verb', '<Speak>Hi</Speak>', '<Speak> does not exist'],
  ['a verb in lower case', '<say>Hi</say>', 'case-sensitive'],
  ['a name from the object prototype', '<constructor/>', '<constructor> does not exist'],
  ['an unknown attribute', '<Dial ringTime="15">+15550100001</Dial>', "'ringTime'"],
  ['an attribute of another element', '<Dial statusCallback="/x">+15550100001</Dial>', "'statusCallback'"],
  ['an attribute from the object prototype', '<Hangup toString="x"/>', "'toString'"],
  ['a noun as a verb', '<Number>+15550100001</Number>', '<Number> is not allowed in <Response>'],
  ['a verb that cannot be nested', '<Gather><Dial>+15550100001</Dial></Gather>', '<Dial> is not allowed'],
  ['text between verbs', 'Hi', 'Text is not allowed in element <Response>'],
  ['text in a <Gather>', '<Gather>Press 1.</Gather>', 'Text is not allowed in element <Gather>'],
  ['text in a <Hangup>', '<Hangup>bye</Hangup>', 'Text is not allowed in element <Hangup>'],
  ['a choice that does not exist', '<Reject reason="asleep"/>', 'is not one of rejected, busy'],
  ['an unknown voice', '<Say voice="Robot">Hi</Say>', 'others'],
  ['a wrong item in a list', '<Gather input="dtmf fax"/>', 'each one of dtmf, speech'],
  ['a list with commas', '<Gather input="dtmf,speech"/>', 'separated by single spaces'],
  ['a number in words', '<Dial timeout="ten">+15550100001</Dial>', 'is not a number'],
  ['a negative number', '<Pause length="-1"/>', 'is not a number'],
  ['a truth value in digits', '<Dial answerOnBridge="1">+15550100001</Dial>', 'is not a boolean'],
])('%s is not in the grammar (12200)', (_what, content, message) => {
  const refusal = refusalOf(response(content));
  expect(refusal.code).toBe(12200);
  expect(refusal.message).toContain(message);
});
