import { resolve } from 'node:path';
import pc from 'picocolors';
import { buildConsole, CONSOLE_DIR } from '../scripts/build-console';
import { buildToStart, START_DIR } from '../scripts/build';
import { systemClock } from '../src/clock';
import { ConfigError, loadDispatch } from '../src/config/load';
import { createConsole } from './console/server';
import { listen } from './gateway/listen';
import { keep, readKept } from './keep';
import { UsageError } from './simulate/options';
import { LOCAL_ACCOUNT } from './settings';
import { readStartOptions, USAGE, type StartOptions } from './start-options';
import { Teller } from './story/tell';
import { tellWorld } from './story/tell-world';
import { World } from './world';

const ROOT = resolve(__dirname, '..');
const KEEP_EVERY_MS = 2000;

/** `npm start`: builds, opens the local world and tells on the terminal what happens, until Ctrl-C. */
async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  if (options === null) {
    console.log(USAGE);
    return;
  }
  const begun = performance.now();
  const [{ routingFile }] = await Promise.all([buildToStart(LOCAL_ACCOUNT.line), buildConsole()]);
  const built = performance.now();
  console.log(pc.dim(`Built in ${seconds(built - begun)}.`));
  const port = await firstFreePort(options.port);
  const kept = keptFile(options, port);
  const world = await openWorld(port, kept);
  world.gateway.setLocal(createConsole(world, CONSOLE_DIR));
  const teller = new Teller(world.config, (line) => process.stdout.write(`${line}\n`));
  const hush = tellWorld(world, teller);
  closeOnSignal(world, kept, hush);
  console.log(pc.dim(`Open ${seconds(performance.now() - built)} after the build.`));
  welcome(world, options.port, routingFile);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Known before the world is opened, because each port keeps its own calls. */
async function firstFreePort(port: number): Promise<number> {
  const probe = await listen(() => undefined, port, true);
  await probe.close();
  return Number(new URL(probe.origin).port);
}

/** A world beside another one must not write into its file. */
function keptFile(options: StartOptions, port: number): string {
  return resolve(ROOT, options.local, port === options.port ? 'world.json' : `world-${port}.json`);
}

async function openWorld(port: number, kept: string): Promise<World> {
  const { config } = await loadDispatch(ROOT);
  return World.open({
    distDir: START_DIR,
    config,
    clock: systemClock,
    runtime: 'child',
    port,
    findFreePort: true,
    lastSid: Date.now(),
    // Slack takes about one message a second, and short bursts.
    slackBurst: 3,
    restore: await readKept(kept),
  });
}

/** Ctrl-C reaches the functions' process too, so its end is no story any more: `hush` comes first. */
function closeOnSignal(world: World, kept: string, hush: () => void): void {
  const timer = setInterval(() => void keep(kept, world), KEEP_EVERY_MS);
  const stop = async (): Promise<void> => {
    hush();
    clearInterval(timer);
    await keep(kept, world);
    await world.close();
    process.exit(0);
  };
  // One Ctrl-C comes twice: from the terminal, and passed on by the process that started this one. The second must not cut off keeping.
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void (stopping ??= stop()));
}

function welcome({ config, gateway, line }: World, asked: number, routingFile: string): void {
  const { origin, port } = gateway;
  const address = origin.replace('127.0.0.1', 'localhost');
  if (port !== asked) {
    console.log(pc.yellow(`Port ${asked} is taken, so this world is on ${port} and keeps its calls apart.`));
  }
  console.log(`
${pc.bold(`${config.line.name} is open`)} — the line is ${line}, routed by ${routingFile}

  Console        ${pc.cyan(`${address}/`)}
  Place a call   ${pc.cyan(`npm run simulate -- call${port === 3000 ? '' : ` --port ${port}`}`)}
  End            Ctrl-C
`);
}

main().catch((error: unknown) => {
  // A problem of the routing file or of the command line explains itself; anything else is a fault of ours and wants its stack.
  const explainsItself = error instanceof ConfigError || error instanceof UsageError;
  console.error(explainsItself ? pc.red(error.message) : error);
  if (error instanceof UsageError) console.error(`\n${USAGE}`);
  process.exitCode = 1;
});
