import { SaxesParser } from 'saxes';
import { refuse, TWIML_CODES } from './error';

/** An element of a document. */
export interface TwimlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly TwimlNode[];
  /** Its own words and those of the SSML in it, white space collapsed and trimmed. */
  readonly text: string;
}

interface OpenNode extends TwimlNode {
  readonly children: TwimlNode[];
  text: string;
}

/** Reads XML into a tree. Throws `TwimlError` 12100 when it is not well-formed. */
export function readXml(xml: string): TwimlNode {
  const open: OpenNode[] = [];
  let root: OpenNode | undefined;
  const addText = (text: string): void => {
    const node = open.at(-1);
    if (node) node.text += text;
  };
  const parser = new SaxesParser();
  parser.on('error', (error) => refuse(error.message, TWIML_CODES.notWellFormed));
  parser.on('opentag', ({ name, attributes }) => {
    const node: OpenNode = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const node = open.pop();
    if (node === undefined) return;
    // A <break/> separates words; every other SSML element is part of the sentence.
    if (isSsml(node)) addText(node.text === '' ? ' ' : node.text);
    node.text = node.text.replace(/\s+/g, ' ').trim();
  });
  parser.write(xml).close();
  return root ?? refuse('The document is empty.', TWIML_CODES.notWellFormed);
}

/** Verbs and nouns begin with a capital letter, SSML does not. */
function isSsml({ name }: TwimlNode): boolean {
  return /^[a-z]/.test(name);
}
