import { systemClock, type Clock } from './clock';

/**
 * What surrounds a function: its clock and where its log lines go. Deployed, it is the machine's clock and standard
 * output. The simulator, when it runs functions inside its own process, puts its own there.
 */
export interface Host {
  clock: Clock;
  log: (line: LogLine) => void;
}

/** One structured log line. Phone numbers in it are already shortened. */
export interface LogLine {
  level: 'info' | 'warn';
  [field: string]: unknown;
}

const KEY = Symbol.for('dispatch-relay.host');
const slot = globalThis as unknown as Record<symbol, Host | undefined>;

const deployed: Host = {
  clock: systemClock,
  log: (line) => {
    // Only console.warn and console.error raise an alert in Twilio's debugger.
    const write = line.level === 'warn' ? console.warn : console.log;
    write(JSON.stringify(line));
  },
};

/** The host that is in force now. Reachable from inside the process only: no request, header or setting can change it. */
export function currentHost(): Host {
  return slot[KEY] ?? deployed;
}

/** Puts `host` in force for every function in this process, or the deployed one back when left out. */
export function installHost(host?: Host): void {
  slot[KEY] = host;
}
