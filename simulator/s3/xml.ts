import type { S3Reply } from './http';

/** Text that is markup already. */
export interface Markup {
  readonly markup: string;
}

/** An XML element of strings, which are escaped, and of other elements. */
export function element(name: string, ...content: readonly (string | Markup)[]): Markup {
  const inner = content.map((part) => (typeof part === 'string' ? escapeXml(part) : part.markup)).join('');
  return { markup: `<${name}>${inner}</${name}>` };
}

/** A reply with this document. */
export function xmlReply(status: number, { markup }: Markup): S3Reply {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${markup}`);
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"'\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}
