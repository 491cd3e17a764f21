import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A real S3 on this machine. */
export interface Radosgw {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  stop(): Promise<void>;
}

const COMMANDS = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool'];

/** Whether Debian's radosgw is there: `apt-get install -y radosgw ceph-mon ceph-osd`. */
export function hasRadosgw(): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return COMMANDS.every((command) => folders.some((folder) => existsSync(join(folder, command))));
}

/** Starts it, which takes about 12 s. Throws what it says when it does not start. */
export async function startRadosgw(): Promise<Radosgw> {
  const [port, monPort] = [await freePort(), await freePort()];
  const [accessKeyId, secretAccessKey] = ['local-rados-key', 'local-rados-secret'];
  const script = join(__dirname, 'radosgw.sh');
  const child = spawn('bash', [script, String(port), String(monPort), accessKeyId, secretAccessKey], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const ended = once(child, 'exit');
  const isReady = await Promise.race([
    once(createInterface(child.stdout), 'line').then(() => true),
    ended.then(() => false),
  ]);
  if (!isReady) throw new Error(`radosgw did not start: ${Buffer.concat(complaints).toString()}`);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  return { endpoint: `http://127.0.0.1:${port}`, accessKeyId, secretAccessKey, stop };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
