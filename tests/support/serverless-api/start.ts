import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { ServerlessApi, type Received } from './api';

/** The hosts that a deploy may talk to. Whatever else is asked for is refused, and nothing leaves this machine. */
const HOSTS = ['serverless', 'serverless-upload', 'api', 'sync'].map((product) => `${product}.twilio.com`);

/** A stand-in for the Serverless API that a child process reaches through a proxy. */
export interface RunningServerlessApi {
  readonly received: Received;
  /** The environment variables that send a child process here. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts the stand-in on 127.0.0.1; it accepts this account pair only. */
export async function startServerlessApi(
  accountSid: string,
  authToken: string,
): Promise<RunningServerlessApi> {
  const folder = await mkdtemp(join(tmpdir(), 'relay-serverless-'));
  const { private: key, cert } = await makeCertificate();
  const certFile = join(folder, 'cert.pem');
  await writeFile(certFile, cert);
  const api = new ServerlessApi(accountSid, authToken);
  const tls = createTlsServer({ key, cert }, (request, response) => void api.handle(request, response));
  const tlsPort = await listen(tls);
  const sockets = new Set<Socket>();
  const proxy = createServer().on('connect', (request, client: Socket) => {
    sockets.add(client);
    tunnel(request.url ?? '', client, tlsPort, api);
  });
  const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`;
  return {
    received: api,
    env: { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl, NODE_EXTRA_CA_CERTS: certFile },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      tls.closeAllConnections();
      await Promise.all([stop(proxy), stop(tls), rm(folder, { recursive: true })]);
    },
  };
}

function makeCertificate(): ReturnType<typeof generate> {
  return generate([{ name: 'commonName', value: 'twilio.com' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: HOSTS.map((value) => ({ type: 2, value })) }],
  });
}

function tunnel(target: string, client: Socket, tlsPort: number, received: Received): void {
  if (!HOSTS.some((host) => target === `${host}:443`)) {
    received.refused.push(`CONNECT ${target}`);
    client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return;
  }
  const upstream = connect(tlsPort, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(upstream).pipe(client);
  });
  // Either end may go away first; then so does the other.
  client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
  upstream.on('error', () => client.destroy());
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
