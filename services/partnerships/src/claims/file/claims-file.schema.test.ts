import { ClaimsError, type ClaimsFile, parseClaimsFile } from '@wizness/partnerships';
import { readJson } from '../../../test/support/demo-claims';

type Entry = Record<string, unknown>;

const FILES = [
  'infra/claims/alter-mardis.claims.json',
  'infra/demo/alter-mardis.claims.json',
  'infra/demo/outside-sources.claims.json',
];

/** Problems of the demo's file after its first claim was changed, as `path reason`. */
const problemsWithClaim = (change: Entry): string[] => {
  const file = readJson<ClaimsFile>(FILES[1] ?? '');
  const [first, ...others] = file.claims;
  try {
    parseClaimsFile({ ...file, claims: [{ ...first, ...change }, ...others] });
  } catch (error) {
    if (error instanceof ClaimsError) return error.problems.map(({ key, reason }) => `${key} ${reason}`);
    throw error;
  }
  return [];
};

describe('The schema of a claims file', () => {
  test.each(FILES)('%s is valid, and nothing in it is changed', (path) => {
    expect(parseClaimsFile(readJson(path))).toEqual(readJson(path));
  });

  test.each<[string, Entry, string]>([
    ['a value with presence NONE', { presence: 'NONE' }, '/value must be left out, unless "presence" is VALUE'],
    ['no value with presence VALUE', { value: undefined }, ' must have "value"'],
    ['an unknown presence', { presence: 'MAYBE' }, '/presence must be one of VALUE, UNKNOWN, NONE'],
    ['an unknown rank', { rank: 'TOP' }, '/rank must be one of PREFERRED, NORMAL, DEPRECATED'],
    ['an occurrence of 0', { occurrence: 0 }, '/occurrence must be 1 or more'],
    ['an empty quote', { quote: '' }, '/quote must not be empty'],
    [
      'a key with spaces',
      { key: 'Two Words' },
      '/key must be lower-case words joined by hyphens, such as "annual-report"',
    ],
    ['a quantity without a unit', { value: { quantity: '30' } }, '/value must have "unit"'],
    ['a number instead of words', { value: { quantity: 30, unit: '1' } }, '/value/quantity must be of type string'],
    ['an unknown property', { value: { quantity: '30', unit: '1', max: 2 } }, '/value must not have "max"'],
    ['an invalid dimension', { dimensions: { 'A b': 'x' } }, '/dimensions/A b must be a name in camelCase'],
  ])('Refuses %s', (_, change, problem) => {
    expect(problemsWithClaim(change)).toEqual([`/claims/0${problem}`]);
  });

  test('Lists the kinds of value if none of them fits best', () => {
    expect(problemsWithClaim({ value: {} })).toEqual([expect.stringMatching(/^\/claims\/0\/value must be one of \{/)]);
  });

  test.each([[null], [[]], ['text'], [undefined]])('Refuses %j as a file', (content) => {
    expect(() => parseClaimsFile(content)).toThrow('/: must be of type object');
  });
});
