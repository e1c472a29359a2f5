import fc from 'fast-check';

export const DATES = ['2011', '2011-07', '2012-07-11', '2015', '201X'] as const;
export const NAMES = ['Alba', 'Albe', 'Boréal', 'Cobalt', 'Dune'] as const;
const CLAIMS = ['a', 'b', 'c', 'd'] as const;
export const DOCUMENTS = ['one', 'two'] as const;

const index = fc.nat(11);
const date = fc.option(fc.constantFrom(...DATES));
/** One change to the graph of a `History`. */
export const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('state' as const),
      document: fc.constantFrom(...DOCUMENTS),
      claim: fc.constantFrom(...CLAIMS),
      subject: index,
      property: fc.constantFrom('mobility_platforms', 'founded', 'met'),
      value: index,
      from: date,
      rank: fc.constantFrom('PREFERRED' as const, 'NORMAL' as const, 'DEPRECATED' as const),
      quotes: fc.array(fc.constantFrom('The', 'text', 'of'), { minLength: 1, maxLength: 2 }),
    }),
  },
  fc.record({
    kind: fc.constant('retract' as const),
    document: fc.constantFrom(...DOCUMENTS),
    kept: fc.subarray([...CLAIMS]),
  }),
  fc.record({ kind: fc.constant('dispute' as const), a: fc.nat(), b: fc.nat() }),
  fc.record({ kind: fc.constant('revise' as const), fact: fc.nat(), country: fc.option(fc.constantFrom('FR', 'BE')) }),
  fc.record({ kind: fc.constant('create' as const), name: fc.constantFrom(...NAMES), isPerson: fc.boolean() }),
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('merge' as const), into: index, merged: index, isPerson: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('unmerge' as const), merged: index, isPerson: fc.boolean() }) },
  fc.record({
    kind: fc.constant('organisation' as const),
    subject: index,
    name: fc.constantFrom(...NAMES),
    homepage: fc.option(fc.constantFrom('https://one.example/', 'https://two.example/')),
    country: fc.option(fc.constantFrom('FR', 'BE')),
    parent: fc.option(index),
  }),
  fc.record({
    kind: fc.constantFrom('affiliation' as const, 'participation' as const, 'axis' as const),
    subject: index,
    other: index,
    fact: fc.nat(),
    since: date,
  }),
  fc.record({
    kind: fc.constant('source' as const),
    document: fc.constantFrom(...DOCUMENTS),
    title: fc.constantFrom('A', 'B'),
  }),
);
export type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;
