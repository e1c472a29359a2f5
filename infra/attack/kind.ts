import type { GraphQLSchema } from 'graphql';
import { type AttackRequest, send } from './client';
import type { Reporter } from './report';
import type { Target } from './target';

export interface AttackContext {
  readonly target: Target;
  readonly schema: GraphQLSchema;
  readonly report: Reporter;
  /** Fixes what is random. */
  readonly seed: number;
  /** How many random cases a kind tries. */
  readonly cases: number;
  /** Whether each argument gets all values, or a few of them, others for each argument. */
  readonly isComplete: boolean;
}

/** One way to attack. */
export interface AttackKind {
  readonly name: string;
  /** Every operation is valid. Defaults to false. */
  readonly isValid?: boolean;
  run(context: AttackContext): Promise<void>;
}

/** `values`, or `count` of them, others for each `index`. */
export const someOf = <Value>(values: readonly Value[], count: number, index: number): Value[] =>
  Array.from(
    { length: Math.min(count, values.length) },
    (_, at) => values[(index * count + at) % values.length] as Value,
  );

/** Sends `requests`, `parallel` at a time, and reports each response. */
export const sendAll = async (
  { target, report }: Pick<AttackContext, 'target' | 'report'>,
  requests: Iterable<AttackRequest>,
  parallel = 4,
): Promise<void> => {
  const pending = requests[Symbol.iterator]();
  const work = async (): Promise<void> => {
    for (let next = pending.next(); !next.done; next = pending.next()) {
      try {
        report.add(next.value, await send(target.url, next.value));
      } catch (error) {
        report.violation(`${next.value.name}: no response (${String(error)})`);
      }
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
};
