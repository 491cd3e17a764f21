import { refuse, TWIML_CODES } from './error';
import { GRAMMAR, type DocumentKind } from './grammar';
import { checkRules, checkScreening } from './rules';
import { checkSchema } from './schema';
import { readXml, type TwimlNode } from './xml';

export { TwimlError } from './error';
export type { TwimlNode } from './xml';

/** A document that was checked; its root is `<Response>`. */
export type Twiml = TwimlNode;

const MAX_BYTES = 64 * 1024;

/**
 * Reads a document as strictly as the documentation is written; Twilio itself skips much of what it does not understand.
 * Throws `TwimlError`.
 */
export function parseTwiml(xml: string, kind: DocumentKind = 'voice'): Twiml {
  if (Buffer.byteLength(xml) > MAX_BYTES) {
    refuse(`The document is longer than ${MAX_BYTES} bytes.`, TWIML_CODES.tooLarge);
  }
  const document = readXml(xml);
  checkSchema(document, GRAMMAR[kind]);
  checkRules(document);
  return document;
}

/** Reads the document for a callee's leg (`<Number url>`), where few verbs are allowed. Throws `TwimlError`. */
export function parseScreeningTwiml(xml: string): Twiml {
  const document = parseTwiml(xml);
  checkScreening(document);
  return document;
}
