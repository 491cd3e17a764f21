/** Counts what is under way, so that the end of everything can be seen. */
export class Tasks {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Counts `work` until it settles and passes it on. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#count += 1;
    return work.finally(() => {
      this.#count -= 1;
    });
  }
}
