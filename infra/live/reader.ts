/** What the log holds behind the start of a run, in its order. */
export interface Expected {
  /** Cursors of the events. */
  readonly cursors: readonly string[];
  /** Ids of the posts that they publish. */
  readonly ids: readonly string[];
}

/** A client that reads the posts of a run from the start on, and continues by itself after every fault. */
export interface Reader {
  readonly name: string;
  /** Whether it has got as much as there is. */
  isDone(expected: Expected): boolean;
  /** What is wrong with what it got; null if it got each event once, and in order if its protocol has one. */
  problem(expected: Expected): string | null;
  stop(): void;
}

/** Where a client puts what it gets. */
export interface EventSink {
  event(cursor: string): void;
  /** Something went wrong for good. */
  fail(error: unknown): void;
}

/** The first difference between two lists, with what is around it; null if they are equal. */
export const firstDifference = (got: readonly string[], expected: readonly string[]): string | null => {
  const length = Math.max(got.length, expected.length);
  for (let index = 0; index < length; index += 1) {
    if (got[index] === expected[index]) continue;
    const around = (list: readonly string[]) => list.slice(Math.max(0, index - 3), index + 4).join(' ');
    return `event ${index} of ${expected.length} is ${got[index]}, not ${expected[index]}. Got: ${around(got)}. Log: ${around(expected)}.`;
  }
  return null;
};

/** A client of a protocol with cursors, which must get exactly the events of the log in their order. */
export const sequenceReader = (name: string, start: (sink: EventSink) => () => void): Reader => {
  const got: string[] = [];
  const faults: string[] = [];
  const stop = start({
    event: (cursor) => got.push(cursor),
    fail: (error) => faults.push(error instanceof Error ? error.message : JSON.stringify(error)),
  });
  return {
    name,
    stop,
    isDone: ({ cursors }) => got.at(-1) === cursors.at(-1),
    problem: ({ cursors }) => {
      const difference = firstDifference(got, cursors);
      return difference && `${difference} Faults: ${faults.slice(-2).join('; ')}`;
    },
  };
};
