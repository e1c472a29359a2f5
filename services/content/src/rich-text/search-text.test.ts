import fc from 'fast-check';
import { foldForSearch } from './search-text';

describe('text for the full-text index', () => {
  test.each([
    ['trap 11: an ampersand parts words', 'Voiture&Co, Voiture & co', 'Voiture Co, Voiture co'],
    ['trap 11: and never begins a character entity', 'chez Voiture&Co; ensuite', 'chez Voiture Co; ensuite'],
    ['trap 13: apostrophes are one', "l’une, l'une, l‘une, lʼune", "l'une, l'une, l'une, l'une"],
    ['trap 25: a slash pair is two words', 'partenaires/fournisseurs', 'partenaires fournisseurs'],
    ['no tags', 'a <b c> d', 'a b c d'],
    ['composed accents', 'e\u0301te\u0301', 'été'],
    ['even spaces', ' a\u00a0\u202fb\r\n c ', 'a b c'],
    ['case, accents and quotes stay', '"Été" -hiver', '"Été" -hiver'],
  ])('%s', (_, text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });

  test('folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
      { numRuns: 2000 },
    );
  });
});
