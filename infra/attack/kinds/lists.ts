import { argumentsOf } from '../arguments';
import type { AttackRequest } from '../client';
import { type AttackKind, sendAll, someOf } from '../kind';
import { leavesOf, validValue } from '../values';

const LENGTHS = [0, 101, 1000, 1001, 30_000];

function* requests(context: Parameters<AttackKind['run']>[0]): Generator<AttackRequest> {
  const count = context.isComplete ? LENGTHS.length : 1;
  let index = context.seed;
  for (const { name, argument, query, variables } of argumentsOf(context.schema)) {
    for (const leaf of leavesOf(argument.name, argument.type)) {
      if (!leaf.isList) continue;
      index += 1;
      // A short run tries every other argument: the rest with the next seed.
      if (!context.isComplete && index % 2 !== 0) continue;
      for (const length of someOf(LENGTHS, count, index)) {
        const list = Array.from({ length }, () => validValue(leaf.type));
        yield {
          name: `${name} ${leaf.path} = ${length} items`,
          query,
          variables: { ...variables, value: leaf.put(list) },
        };
      }
    }
  }
}

/** Large lists in every list argument of the schema. */
export const lists: AttackKind = {
  name: 'large lists in every argument',
  run: (context) => sendAll(context, requests(context)),
};
