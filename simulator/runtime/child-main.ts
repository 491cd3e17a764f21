import { systemClock } from '../../src/clock';
import { installHost } from '../../src/host';
import type { FromChild, ToChild } from './child-messages';
import { startInProcessRuntime } from './in-process';

/** The process that executes functions. A function may take it down: the supervisor in `child.ts` starts another. */
function tell(message: FromChild): void {
  process.send?.(message);
}

async function hear(message: ToChild): Promise<void> {
  switch (message.kind) {
    case 'start': {
      const { origin, routes } = await startInProcessRuntime(message.options);
      tell({ kind: 'ready', address: { origin, routes } });
      return;
    }
    case 'ping':
      tell({ kind: 'pong', id: message.id });
  }
}

installHost({ clock: systemClock, log: (line) => tell({ kind: 'log', line }) });
// Left without a supervisor, nobody would ever end this process.
process.once('disconnect', () => process.exit());
process.on('message', (message) => void hear(message as ToChild));
