import { FuzzyDate } from '@wizness/kernel';
import fc from 'fast-check';
import { NameKind } from './organisation.enums';
import { preferredName, type RankedName } from './preferred-name';

const { OFFICIAL, SHORT, ALIAS, FORMER, MISSPELLING } = NameKind;

const name = (value: string, kind: NameKind, more: Partial<RankedName> = {}): RankedName => ({
  value,
  kind,
  lang: null,
  since: null,
  until: null,
  ...more,
});
const shown = (names: readonly RankedName[], ...languages: string[]) => preferredName(names, languages)?.value;

describe('preferredName', () => {
  const ended = { until: FuzzyDate.fromEdtf('2013') };

  test('Prefers the current official name, then a short name, then the first recorded name, and a misspelling last', () => {
    const names = [
      name('Voitur&Co', MISSPELLING),
      name('the association', ALIAS),
      name('Voiture&Co', OFFICIAL, ended),
      name('VCo', SHORT),
      name('Wimoov', OFFICIAL),
    ];
    expect(shown(names)).toBe('Wimoov');
    expect(shown(names.slice(0, 4))).toBe('VCo');
    expect(shown(names.slice(0, 3))).toBe('the association');
    expect(shown([name('Voitur&Co', MISSPELLING), name('Voiture&Co', FORMER)])).toBe('Voiture&Co');
    expect(shown([name('Voitur&Co', MISSPELLING)])).toBe('Voitur&Co');
    expect(shown([])).toBeUndefined();
  });

  test('A former short name has no preference over other names', () => {
    expect(shown([name('alias', ALIAS), name('short', SHORT, ended)])).toBe('alias');
  });

  test('Among official names prefers the requested language, then no language, and never a lower kind for its language', () => {
    const names = [
      name('Croix-Rouge', OFFICIAL, { lang: 'fr' }),
      name('ICRC', SHORT, { lang: 'en' }),
      name('Red Cross', OFFICIAL, { lang: 'en-GB' }),
    ];
    expect(shown(names, 'en')).toBe('Red Cross');
    expect(shown(names, 'fr-CA')).toBe('Croix-Rouge');
    expect(shown([...names, name('CRUX', OFFICIAL)], 'de')).toBe('CRUX');
    expect(shown(names, 'de', 'en', 'fr')).toBe('Red Cross');
    expect(shown([name('Croix-Rouge', OFFICIAL, { lang: 'fr' }), name('the cross', ALIAS, { lang: 'en' })], 'en')).toBe(
      'Croix-Rouge',
    );
  });

  test('Among equal names prefers the latest start date, then the first recorded', () => {
    const since = (edtf: string) => ({ since: FuzzyDate.fromEdtf(edtf) });
    const old = name('Voiture&Co', OFFICIAL, since('1998'));
    expect(shown([old, name('Wimoov', OFFICIAL, since('2013-05'))])).toBe('Wimoov');
    expect(shown([name('Wimoov', OFFICIAL, since('2013-05')), old])).toBe('Wimoov');
    expect(shown([name('first', OFFICIAL), name('second', OFFICIAL)])).toBe('first');
  });

  test('The kind decides regardless of the order of the names', () => {
    const names = [name('d', MISSPELLING), name('c', ALIAS), name('b', SHORT), name('a', OFFICIAL)];
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 1 }), fc.subarray(['fr', 'en']), (some, languages) => {
        expect(shown(some, ...languages)).toBe(some.map(({ value }) => value).toSorted()[0]);
      }),
    );
  });
});
