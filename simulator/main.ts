import { resolve } from 'node:path';
import pc from 'picocolors';
import { buildConsole, CONSOLE_DIR } from '../scripts/build-console';
import { buildProject } from '../scripts/build';
import { systemClock } from '../src/clock';
import { ConfigError, loadDispatch } from '../src/config/load';
import { createConsole } from './console/server';
import { keep, readKept } from './keep';
import { Teller } from './story/tell';
import { World } from './world';

const ROOT = resolve(__dirname, '..');
const KEPT = resolve(ROOT, '.local/world.json');
const PORT = 3000;
const KEEP_EVERY_MS = 2000;

/** `npm start`: builds, opens the local world on port 3000 and tells on the terminal what happens, until Ctrl-C. */
async function main(): Promise<void> {
  const [{ routingFile }] = await Promise.all([buildProject(), buildConsole()]);
  const { config } = await loadDispatch(ROOT);
  const world = await World.open({
    distDir: resolve(ROOT, 'dist'),
    config,
    clock: systemClock,
    runtime: 'child',
    port: PORT,
    findFreePort: true,
    lastSid: Date.now(),
    restore: await readKept(KEPT),
  });
  world.gateway.setLocal(createConsole(world, CONSOLE_DIR));
  const teller = new Teller(config, (line) => process.stdout.write(`${line}\n`));
  world.subscribe((event) => teller.tell(event));
  welcome(world, routingFile);
  const timer = setInterval(() => void keep(KEPT, world), KEEP_EVERY_MS);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await keep(KEPT, world);
    await world.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

function welcome({ config, gateway, line }: World, routingFile: string): void {
  const { origin, port } = gateway;
  const address = origin.replace('127.0.0.1', 'localhost');
  if (port !== PORT) console.log(pc.yellow(`Port ${PORT} is taken, so this world is on ${port}.`));
  console.log(`
${pc.bold(`${config.line.name} is open`)} — the line is ${line}, routed by ${routingFile}

  Console        ${pc.cyan(`${address}/`)}
  Place a call   ${pc.cyan(`npm run simulate -- call${port === PORT ? '' : ` --port ${port}`}`)}
  End            Ctrl-C
`);
}

main().catch((error: unknown) => {
  // A problem of the routing file explains itself; anything else is a fault of ours and wants its stack.
  console.error(error instanceof ConfigError ? pc.red(error.message) : error);
  process.exitCode = 1;
});
