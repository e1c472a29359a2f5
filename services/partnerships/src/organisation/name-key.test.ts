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
  ])('trap 8: "%s" is one organisation with its other spellings', (name) => {
    expect(nameKey(name)).toBe('voitureco');
  });

  test.each([
    ['HEC', 'HEC Paris'],
    ['Mobiliz', 'Mobiliz Invest'],
    ['Renault', 'Garages Renault Solidaires'],
    ['Garages Renault Solidaires', 'garages Renault volontaires'],
  ])('trap 9: "%s" and "%s" keep keys of their own', (shorter, longer) => {
    expect(nameKey(shorter)).not.toBe(nameKey(longer));
  });

  test('trap 11: & in a name is dropped as a word, never as letters', () => {
    expect(nameKey('Étude & Andes')).toBe('etudeandes');
    expect(nameKey('Planète')).toBe('planete');
    expect(nameKey('Grandet')).toBe('grandet');
  });

  test('trap 12: quotation marks of either kind make no other name', () => {
    expect(nameKey('Chaire "Entreprise & Pauvreté" d\'HEC')).toBe(nameKey('Chaire « Entreprise et Pauvreté » d’HEC'));
  });

  test.each([
    ['Société Générale', 'SOCIETE GENERALE'],
    ['L’Œuvre', "l'oeuvre"],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['Wimoov™', 'Wimoov'],
    ['e\u0301cole', 'École'],
  ])('"%s" and "%s" are one', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  test.each([
    ['&', '&'],
    ['Et', 'et'],
    ['!!!', '!!!'],
    ['C++', 'c++'],
    ['', ''],
    ['  ', ''],
  ])('"%s" has the key "%s"', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  test('vowel signs of other scripts tell names apart', () => {
    expect(nameKey('की')).not.toBe(nameKey('का'));
  });

  test('a key is its own key', () => {
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
