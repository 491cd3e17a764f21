import type { FunctionFault, S3Fault, SyncFault, VendorFault } from '../protocol';

export const SYNC: Readonly<Record<SyncFault, string>> = {
  none: 'Works',
  down: 'Down',
  slow: 'Slow, 2 s',
  silent: 'Never answers',
};

export const S3: Readonly<Record<S3Fault, string>> = {
  none: 'Works',
  down: 'Down',
  fails: 'Answers 500',
  busy: 'Answers 503 SlowDown',
  slow: 'Slow, 3 s',
  silent: 'Never answers',
  lost: 'Writes, but its reply is lost',
};

export const VENDOR: Readonly<Record<VendorFault, string>> = {
  none: 'Works',
  down: 'Down',
  slow: 'Slow, 3 s',
  fails: 'Answers 500',
  limited: 'Answers 429',
  silent: 'Never answers',
};

export const FUNCTION: Readonly<Record<FunctionFault, string>> = {
  none: 'Works',
  throws: 'Answers 500',
  down: 'Unreachable',
  slow: 'Slow, 3 s',
  hangs: 'Hangs, 10 s',
};

/** A function, or all of them, as a heading says it. */
export function nameOf(path: string): string {
  return path === '*' ? 'Every function' : path;
}
