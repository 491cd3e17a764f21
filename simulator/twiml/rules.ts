import { refuse, TWIML_CODES } from './error';
import type { TwimlNode } from './xml';

/** Lowest and highest value, both allowed. */
type Range = readonly [number, number];

/**
 * Whole numbers that Twilio limits.
 * @see https://www.twilio.com/docs/voice/twiml/dial, …/gather and …/record
 */
const RANGES: Readonly<Record<string, Readonly<Record<string, Range>>>> = {
  Dial: { timeout: [5, 600], timeLimit: [1, 14_400] },
  Gather: { timeout: [1, Infinity], numDigits: [1, Infinity] },
  Record: { timeout: [1, Infinity], maxLength: [1, 14_400] },
};

/** Only recordings that are this long in seconds are transcribed. */
const TRANSCRIBED: Range = [2, 120];
/** What `<Record maxLength>` is when left out, in seconds. */
const DEFAULT_MAX_LENGTH = 3_600;
const MOST_NOUNS = 10;
const MOST_SPOKEN_CHARACTERS = 4_096;

const PHONE_NUMBER = /^(\+[1-9]\d{1,14}|\d{1,15})$/;

/** Verbs and nouns with rules of their own. */
const CHECKS: Readonly<Record<string, (node: TwimlNode) => void>> = {
  Dial: checkDial,
  Number: checkPhoneNumber,
  Record: checkTranscription,
  Say: checkSpeech,
  Play: (node) => {
    if (node.attributes['digits'] === undefined || node.text !== '') checkAddress(node, node.text);
  },
  Redirect: (node) => checkAddress(node, node.text),
};

/** What Twilio executes on a callee's leg. @see https://www.twilio.com/docs/voice/twiml/number#url */
const SCREENING_VERBS = ['Play', 'Say', 'Pause', 'Gather', 'Hangup', 'Redirect'];

/** Checks what Twilio's documentation demands beyond the grammar. Throws `TwimlError` for the first breach. */
export function checkRules(document: TwimlNode): void {
  document.children.forEach(checkPlace);
  for (const node of descendants(document)) {
    for (const [name, value] of Object.entries(node.attributes)) checkAttribute(node, name, value);
    CHECKS[node.name]?.(node);
  }
}

/** Checks that a document which answers `<Number url>` has only verbs that run on a callee's leg. Throws `TwimlError` 12200. */
export function checkScreening(document: TwimlNode): void {
  for (const { name } of document.children) {
    if (!SCREENING_VERBS.includes(name)) refuse(`<${name}> cannot be executed on the leg of a callee.`);
  }
}

function* descendants(node: TwimlNode): Iterable<TwimlNode> {
  for (const child of node.children) {
    yield child;
    yield* descendants(child);
  }
}

function checkPlace(verb: TwimlNode, index: number): void {
  if (verb.name === 'Dial' && index > 0 && verb.attributes['answerOnBridge'] === 'true') {
    refuse('answerOnBridge works only when <Dial> is the first verb.');
  }
}

function checkAttribute(node: TwimlNode, name: string, value: string): void {
  const range = RANGES[node.name]?.[name];
  if (range) checkRange(node, name, Number(value), range);
  if (/(^m|M)ethod$/.test(name) && value !== 'GET' && value !== 'POST') {
    refuse(`${name} of <${node.name}> is GET or POST, not '${value}'.`);
  }
  if (/^(action|url|.*Callback)$/.test(name)) checkAddress(node, value);
}

function checkRange({ name }: TwimlNode, attribute: string, value: number, [low, high]: Range): void {
  if (value >= low && value <= high) return;
  refuse(`${attribute} of <${name}> is ${value}; it must be ${low} to ${high}.`);
}

/** A webhook's address is absolute or begins with a slash; a media stream's is a WebSocket. */
function checkAddress({ name }: TwimlNode, value: string): void {
  const isStream = name === 'Stream' || name === 'ConversationRelay';
  const isAddress = value.startsWith('/') || URL.canParse(value);
  const hasScheme = isStream ? /^(https?|wss?):\/\//.test(value) : /^https?:\/\//.test(value);
  if (!isAddress || !(value.startsWith('/') || hasScheme)) {
    refuse(`'${value}' in <${name}> is neither an absolute http(s) address nor a path that begins with '/'.`);
  }
}

function checkDial(dial: TwimlNode): void {
  const { children, text } = dial;
  if (text !== '' && children.length > 0) refuse('A <Dial> has either a number as text or nouns, not both.');
  if (children.length > MOST_NOUNS) {
    refuse(`A <Dial> has at most ${MOST_NOUNS} nouns, this one has ${children.length}.`);
  }
  if (children.length === 0) checkPhoneNumber(dial);
}

function checkPhoneNumber({ name, text }: TwimlNode): void {
  if (!PHONE_NUMBER.test(text))
    refuse(`'${text}' in <${name}> is no phone number.`, TWIML_CODES.notAPhoneNumber);
}

function checkTranscription(record: TwimlNode): void {
  const { transcribe, transcribeCallback, maxLength = DEFAULT_MAX_LENGTH } = record.attributes;
  const isTranscribed = transcribe === 'true' || transcribeCallback !== undefined;
  if (isTranscribed) checkRange(record, 'maxLength with transcription', Number(maxLength), TRANSCRIBED);
}

function checkSpeech({ text }: TwimlNode): void {
  if (text === '') refuse('A <Say> has nothing to say.');
  if (text.length > MOST_SPOKEN_CHARACTERS) {
    refuse(`A <Say> has at most ${MOST_SPOKEN_CHARACTERS} characters, this one has ${text.length}.`);
  }
}
