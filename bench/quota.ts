import { spawnSync } from 'node:child_process';
import { accessSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A limit on processor time that processes can be started under. */
export interface Quota {
  /** The command that runs `command` under the limit. */
  under(command: readonly string[]): readonly string[];
  close(): void;
}

/**
 * What a Function gets is not published; 15 % is about what AWS gives a process of 256 MB. The short period keeps the
 * waiting at its end, which is measured too, below 20 ms.
 */
const QUOTA_US = 3_000;
const PERIOD_US = 20_000;

/** Kept from one run to the next where a run was interrupted: the next one uses and removes it. */
const NAME = 'dispatch-relay-bench';

/** The two versions of Linux control groups: a file that shows which is there, and what limits the processor. */
const HIERARCHIES = [
  {
    root: '/sys/fs/cgroup',
    sign: 'cgroup.controllers',
    limits: { 'cpu.max': `${QUOTA_US} ${PERIOD_US}` },
  },
  {
    root: '/sys/fs/cgroup/cpu',
    sign: 'cpu.cfs_quota_us',
    limits: { 'cpu.cfs_period_us': String(PERIOD_US), 'cpu.cfs_quota_us': String(QUOTA_US) },
  },
];

/** Opens a quota of 15 % of one core for processes that are started later; null where this machine does not allow it. */
export function openQuota(): Quota | null {
  for (const { root, sign, limits } of HIERARCHIES) {
    const group = join(root, NAME);
    try {
      accessSync(join(root, sign));
      mkdirSync(group, { recursive: true });
    } catch {
      continue;
    }
    if (takesProcesses(group, limits)) return quotaOf(group);
    rmdirSync(group);
  }
  return null;
}

function takesProcesses(group: string, limits: Readonly<Record<string, string>>): boolean {
  try {
    for (const [file, value] of Object.entries(limits)) writeFileSync(join(group, file), value);
  } catch {
    return false;
  }
  const [command = '', ...args] = inside(group, ['/bin/true']);
  return spawnSync(command, args).status === 0;
}

function quotaOf(group: string): Quota {
  return { under: (command) => inside(group, command), close: () => rmdirSync(group) };
}

/** The shell moves itself and then becomes the command, so that nothing of it runs outside the group. */
function inside(group: string, command: readonly string[]): readonly string[] {
  return ['/bin/sh', '-c', 'echo $$ > "$0" && exec "$@"', join(group, 'cgroup.procs'), ...command];
}
