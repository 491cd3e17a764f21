/** One thing that is wrong in the routing file or in a setting, in words for the person who has to correct it. */
export interface Problem {
  /** Where: `dispatchers[1].phone`, or a setting's name; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong, continuing the path: `is missing`. */
  readonly wrong: string;
  /** What to write instead. */
  readonly write: string;
}

/** A problem as one line: where, what is wrong, what to write. */
export function inWords({ path, wrong, write }: Problem): string {
  return `${path === '' ? 'the file' : path} ${wrong}; write ${write}`;
}
