import { exclusiveKey, normaliseIdentifier, normaliseIdentifiers } from './normalise-identifier';

describe('normaliseIdentifier', () => {
  test.each([
    ['FR-SIREN', '999 917 271', 'siren', '999917271'],
    ['siren', '732.829.320', 'siren', '732829320'],
    ['SIREN', '732\u202F829\u00A0320', 'siren', '732829320'],
    ['Siren', '７３２８２９３２０', 'siren', '732829320'],
    ['FR SIRET', '732 829 320 00074', 'siret', '73282932000074'],
    ['siret', '356 000 000 00006', 'siret', '35600000000006'],
    ['FR-RNA', 'w 751 234 567', 'rna', 'W751234567'],
    ['rna', 'W9R1234567', 'rna', 'W9R1234567'],
    ['LEI', '9695 00up76j52a9oxu27', 'lei', '969500UP76J52A9OXU27'],
    ['TVA', 'FR 44 732 829 320', 'vat', 'FR44732829320'],
    ['VAT', 'be 0403.170.701', 'vat', 'BE0403170701'],
    ['vat', 'DE 136 695 976', 'vat', 'DE136695976'],
    ['vat', 'IT 00743110157', 'vat', 'IT00743110157'],
    ['vat', 'NL 0044 95445 B01', 'vat', 'NL004495445B01'],
    ['Wikidata', 'q6686', 'wikidata', 'Q6686'],
    ['wikidata', 'https://www.wikidata.org/wiki/Q6686', 'wikidata', 'Q6686'],
    ['GB-COH', ' 0021  2481 ', 'gb-coh', '00212481'],
    ['Company number', 'SC 123\u202f456', 'company-number', 'SC123456'],
    ['KRS', '0000\u00ad123 456', 'krs', '0000123456'],
    ['GRID', 'grid.5963.9', 'grid', 'grid.5963.9'],
  ])('%s "%s" is stored as %s %s', (scheme, value, storedScheme, stored) => {
    expect(normaliseIdentifier({ scheme, value })).toEqual({ scheme: storedScheme, value: stored });
  });

  test.each([
    ['siren', '732829321', /check digits are wrong/],
    ['siren', '73282932', /must be 9 digits/],
    ['siren', '73282932O', /must be 9 digits/],
    ['siret', '73282932000075', /check digits are wrong/],
    ['siret', '732829320', /must be 14 digits/],
    ['rna', '751234567', /the letter W and 9 digits/],
    ['lei', '969500UP76J52A9OXU28', /check digits are wrong/],
    ['lei', '969500UP76J52A9OXU2', /20 letters and digits/],
    ['vat', 'FR45732829320', /check digits are wrong/],
    ['vat', 'FR44732829321', /check digits are wrong/],
    ['vat', 'BE0403170702', /check digits are wrong/],
    ['vat', 'DE136695975', /check digits are wrong/],
    ['vat', '732829320', /must begin with the prefix of its country/],
    ['wikidata', '6686', /Q and a number/],
    ['register', ' ', /it is empty/],
  ])('%s "%s" is refused with the reason', (scheme, value, message) => {
    expect(() => normaliseIdentifier({ scheme, value })).toThrow(message);
  });

  test('One changed digit of a SIREN is always refused, and one changed character of an LEI too', () => {
    for (const [scheme, valid] of [
      ['siren', '732829320'],
      ['lei', '969500UP76J52A9OXU27'],
    ] as const) {
      for (let at = 0; at < valid.length; at += 1) {
        const other = valid[at] === '1' ? '2' : '1';
        const value = valid.slice(0, at) + other + valid.slice(at + 1);
        expect(() => normaliseIdentifier({ scheme, value })).toThrow(/is not a number of the register/);
      }
    }
  });

  test('Is idempotent, and adds the SIREN that a SIRET or a French VAT number contains', () => {
    const given = [
      { scheme: 'FR-SIRET', value: '732 829 320 00074', uri: 'https://register.example/' },
      { scheme: 'VAT', value: 'FR 44 732 829 320' },
    ];
    const once = normaliseIdentifiers(given);
    expect(once).toEqual([
      { scheme: 'siret', value: '73282932000074', uri: 'https://register.example/' },
      { scheme: 'vat', value: 'FR44732829320' },
      { scheme: 'siren', value: '732829320' },
    ]);
    expect(normaliseIdentifiers(once)).toEqual(once);
  });

  test('An organisation may have several SIRET, and one VAT number per country', () => {
    expect(exclusiveKey({ scheme: 'siret', value: '73282932000074' })).toBeNull();
    expect(exclusiveKey({ scheme: 'vat', value: 'FR44732829320' })).toBe('vat FR');
    expect(exclusiveKey({ scheme: 'siren', value: '732829320' })).toBe('siren');
    expect(exclusiveKey({ scheme: 'gb-coh', value: '1' })).toBe('gb-coh');
  });
});
