import type { IncomingMessage } from 'node:http';

/**
 * Reads a body whole; `too-large` when it and the headers exceed `limit` bytes, the rest is thrown away then. Rejects
 * when the sender goes away.
 */
export function readBody(message: IncomingMessage, limit: number): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = [];
  let bytes = headerBytes(message);
  return new Promise((resolve, reject) => {
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) resolve('too-large');
      else chunks.push(chunk);
    });
    message.on('end', () => resolve(Buffer.concat(chunks)));
    message.on('error', reject);
  });
}

function headerBytes({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
