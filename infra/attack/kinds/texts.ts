import { isScalarType } from 'graphql';
import { argumentsOf } from '../arguments';
import type { AttackRequest } from '../client';
import { type AttackKind, sendAll, someOf } from '../kind';
import { leavesOf } from '../values';

/** In UTF-16 code units: below the limit of a body. */
const LONG = 250_000;

/** A short run tries one argument of so many: others with each seed. */
const SHORT_RUN_STEP = 3;

/** What programs that read text have stumbled over. */
const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['marks out of order', '\u0315\u0300'.repeat(LONG / 2)],
  ['spaces', `a${' '.repeat(LONG)}b`],
  ['letters', 'a'.repeat(LONG)],
  ['digits', '9'.repeat(LONG)],
  ['astral characters', '\u{1f6b2}'.repeat(LONG / 2)],
  ['half a surrogate pair', '\ud83d'],
  ['a NUL', 'a\0b'],
  ['empty', ''],
  ['only spaces', ' \u00a0\u3164'],
  ['bidi controls', '\u202eabc\u2066\u200b\ufeff'],
  ['SQL', `'; DROP SCHEMA content CASCADE; -- \\' " $1 %_`],
  ['a format', '%s %n ${a} {{a}} #{a} \\u0000'],
  ['a path', '../../../../etc/passwd'],
  ['a template of a regular expression', '(a+)+$[['],
  ['a name of an object property', '__proto__'],
  ['an id of another type', 'member_01k0000000000000000000000a'],
  ['an infinite number', '1e999999999'],
  ['a far date', '+275760-09-13T00:00:00Z'],
];

const NUMBERS = new Set(['Int', 'Float', 'Boolean']);

function* requests(context: Parameters<AttackKind['run']>[0]): Generator<AttackRequest> {
  const count = context.isComplete ? TEXTS.length : 1;
  const step = context.isComplete ? 1 : SHORT_RUN_STEP;
  let index = context.seed;
  for (const { name, argument, query, variables } of argumentsOf(context.schema)) {
    for (const leaf of leavesOf(argument.name, argument.type)) {
      if (leaf.isList || !isScalarType(leaf.type) || NUMBERS.has(leaf.type.name)) continue;
      index += 1;
      if (index % step !== 0) continue;
      for (const [what, text] of someOf(TEXTS, count, index))
        yield { name: `${name} ${leaf.path} = ${what}`, query, variables: { ...variables, value: leaf.put(text) } };
    }
  }
}

/** Long and odd texts in every text argument of the schema. */
export const texts: AttackKind = {
  name: 'odd texts in every argument',
  run: (context) => sendAll(context, requests(context)),
};
