import fc from 'fast-check';
import { nameKey } from './name-key';

describe('nameKey', () => {
  test.each([
    'Voiture&Co',
    'Voiture & co',
    'voiture&co',
    'Voiture et Co',
    'VOITURE AND CO',
    'Voiture\u00a0&\u202fCo.',
    'Voiture＆Co',
  ])('"%s" has the same key as the other spellings of the name (trap 8)', (name) => {
    expect(nameKey(name)).toBe('voitureco');
  });

  test.each([
    ['HEC', 'HEC Paris'],
    ['Mobiliz', 'Mobiliz Invest'],
    ['Renault', 'Garages Renault Solidaires'],
    ['Garages Renault Solidaires', 'garages Renault volontaires'],
  ])('"%s" and "%s" have different keys (trap 9)', (shorter, longer) => {
    expect(nameKey(shorter)).not.toBe(nameKey(longer));
  });

  test('Conjunctions are removed as words, never as parts of words (trap 11)', () => {
    expect(nameKey('Étude & Andes')).toBe('etudeandes');
    expect(nameKey('Planète')).toBe('planete');
    expect(nameKey('Grandet')).toBe('grandet');
  });

  test('Quotation marks do not change the key (trap 12)', () => {
    expect(nameKey('Chaire "Entreprise & Pauvreté" d\'HEC')).toBe(nameKey('Chaire « Entreprise et Pauvreté » d’HEC'));
  });

  test.each([
    ['Société Générale', 'SOCIETE GENERALE'],
    ['L’Œuvre', "l'oeuvre"],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['Wimoov™', 'Wimoov'],
    ['e\u0301cole', 'École'],
  ])('"%s" and "%s" have the same key', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  test.each([
    ['&', '&'],
    ['Et', 'et'],
    ['!!!', '!!!'],
    ['C++', 'c++'],
    ['', ''],
    ['  ', ''],
  ])('The key of "%s" is "%s"', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  test('Vowel signs of other scripts are part of the key', () => {
    expect(nameKey('की')).not.toBe(nameKey('का'));
  });

  test('Computing the key of a key returns the same key', () => {
    const names = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(..."eEtTandAN &'.É œß™ςΣİı") }),
    );
    fc.assert(
      fc.property(names, (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 3000 },
    );
  });
});
