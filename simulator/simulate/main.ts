import pc from 'picocolors';
import { WorldClient } from './client';
import { readCommandLine, USAGE, UsageError } from './options';
import { playCall } from './play-call';
import { playOnce } from './play-once';
import { sayWhy } from './say-why';

/** `npm run simulate`: does something in an open world and tells it as a story. */
async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2));
  if (commandLine === null) {
    console.log(USAGE);
    return;
  }
  const { port, simulation } = commandLine;
  const world = new WorldClient(port);
  await (simulation.kind === 'call' ? playCall(simulation, world) : playOnce(simulation, world));
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(pc.red(sayWhy(error)));
    if (error instanceof UsageError) console.error(`\n${USAGE}`);
    process.exit(1);
  },
);
