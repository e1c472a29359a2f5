import fc from 'fast-check';
import { foldForSearch } from './search-text';

describe('Text for the full-text index', () => {
  test.each([
    ['Trap 11: an ampersand separates words', 'Voiture&Co, Voiture & co', 'voiture co, voiture co'],
    ['Trap 11: an ampersand does not begin a character entity', 'chez Voiture&Co; ensuite', 'chez voiture co; ensuite'],
    ['Trap 13: apostrophes have one form', "l’une, l'une, l‘une, lʼune", "l'une, l'une, l'une, l'une"],
    ['Trap 25: a slash separates words', 'partenaires/fournisseurs', 'partenaires fournisseurs'],
    ['There are no tags', 'a <b c> d', 'a b c d'],
    ['Accents are composed', 'e\u0301te\u0301', 'été'],
    ['White space is normalised', ' a\u00a0\u202fb\r\n c ', 'a b c'],
    ['Accents of French and quotes are kept', '"Été" -hiver', '"été" -hiver'],
    [
      'Ligatures, soft hyphens and letters of other languages are folded',
      'Œuvre ﬁn Ruche\u00adVive Łódź',
      'oeuvre fin ruchevive lodz',
    ],
    ['A dash is not a minus', 'oui —non', 'oui non'],
  ])('%s', (_, text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });

  test('Folding twice gives the same as folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
      { numRuns: 2000 },
    );
  });
});
