import { FuzzyDate } from '@wizness/kernel';
import { fillUnknown } from './merge-result';

describe('fillUnknown', () => {
  test('fills what was unknown, keeps what was known, and tells what differs', () => {
    const there = { homepage: null, country: 'FR', theme: 'mobility' };
    expect(fillUnknown(there, { homepage: 'https://example.org/', country: 'BE', theme: null })).toEqual({
      filled: { homepage: 'https://example.org/' },
      differences: [{ field: 'country', kept: 'FR', given: 'BE' }],
    });
  });

  test('two dates are one where their EDTF is, whatever words gave them', () => {
    const since = FuzzyDate.fromEdtf('2011-07', 'Juillet 2011');
    expect(fillUnknown({ since }, { since: FuzzyDate.fromEdtf('2011-07') }).differences).toEqual([]);
    expect(fillUnknown({ since }, { since: FuzzyDate.fromEdtf('2012-07-11') }).differences).toEqual([
      { field: 'since', kept: '2011-07', given: '2012-07-11' },
    ]);
  });
});
