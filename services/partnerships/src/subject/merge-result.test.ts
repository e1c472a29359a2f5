import { FuzzyDate } from '@wizness/kernel';
import { fillUnknown } from './merge-result';

describe('fillUnknown', () => {
  test('fills null fields, keeps stored values and returns the differences', () => {
    const stored = { homepage: null, country: 'FR', theme: 'mobility' };
    expect(fillUnknown(stored, { homepage: 'https://example.org/', country: 'BE', theme: null })).toEqual({
      filled: { homepage: 'https://example.org/' },
      differences: [{ field: 'country', kept: 'FR', given: 'BE' }],
    });
  });

  test('compares dates by EDTF and ignores the words they were read from', () => {
    const since = FuzzyDate.fromEdtf('2011-07', 'Juillet 2011');
    expect(fillUnknown({ since }, { since: FuzzyDate.fromEdtf('2011-07') }).differences).toEqual([]);
    expect(fillUnknown({ since }, { since: FuzzyDate.fromEdtf('2012-07-11') }).differences).toEqual([
      { field: 'since', kept: '2011-07', given: '2012-07-11' },
    ]);
  });
});
