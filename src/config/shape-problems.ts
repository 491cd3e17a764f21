import type { z } from 'zod';
import type { Problem } from './problem';

type Issue = z.core.$ZodIssue;

/** The zod issues of a routing file as problems; an unknown key gets one of its own. */
export function shapeProblems(issues: readonly Issue[]): Problem[] {
  const problems = issues.flatMap(toProblems);
  // A field has one rule in words, which several checks may break at once.
  return problems.filter((problem, index) => problems.findIndex((other) => isSame(other, problem)) === index);
}

function toProblems(issue: Issue): Problem[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: pathOf(issue.path), wrong: describe(issue.input), write: issue.message }];
  }
  return issue.keys.map((key) => ({
    path: pathOf([...issue.path, key]),
    wrong: 'is not a known key',
    write: `${issue.message}, or leave it out`,
  }));
}

function isSame(one: Problem, other: Problem): boolean {
  return one.path === other.path && one.write === other.write;
}

/** `['dispatchers', 1, 'phone']` → `dispatchers[1].phone`. */
export function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const word = String(key);
    if (!/^[\w$]+$/.test(word)) return `${path}[${JSON.stringify(word)}]`;
    return path === '' ? word : `${path}.${word}`;
  }, '');
}

function describe(input: unknown): string {
  if (input === undefined) return 'is missing';
  if (Array.isArray(input)) return `is a list of ${input.length}`;
  if (typeof input === 'object' && input !== null) return 'is an object';
  const written = JSON.stringify(input);
  return `is ${written.length > 60 ? `${written.slice(0, 59)}…` : written}`;
}
