import { argumentsOf } from '../arguments';
import type { AttackRequest } from '../client';
import { type AttackKind, sendAll, someOf } from '../kind';

const DEPTHS = [31, 33, 3000, 100_000];

const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;

const VALUES = DEPTHS.flatMap((depth) => [
  [`${depth} lists`, nested('[', ']', depth)] as const,
  [`${depth} objects`, nested('{"and":', '}', depth)] as const,
  [`${depth} lists and objects`, nested('{"and":[', ']}', depth)] as const,
]);

function* requests(context: Parameters<AttackKind['run']>[0]): Generator<AttackRequest> {
  const count = context.isComplete ? VALUES.length : 1;
  let index = context.seed;
  for (const { name, query } of argumentsOf(context.schema)) {
    index += 1;
    for (const [what, value] of someOf(VALUES, count, index)) {
      const rawBody = `{"query":${JSON.stringify(query)},"variables":{"value":${value}}}`;
      yield { name: `${name} = ${what}`, rawBody };
    }
  }
}

/** Variables that are nested deeply, for every argument of the schema. */
export const deepVariables: AttackKind = {
  name: 'deep variables in every argument',
  run: (context) => sendAll(context, requests(context)),
};
