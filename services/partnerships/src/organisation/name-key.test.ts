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
  ])('Trap 8: "%s" has the same key as the other spellings of the name', (name) => {
    expect(nameKey(name)).toBe('voiture & co');
  });

  test.each([
    ['HEC', 'HEC Paris'],
    ['Mobiliz', 'Mobiliz Invest'],
    ['Renault', 'Garages Renault Solidaires'],
    ['Garages Renault Solidaires', 'garages Renault volontaires'],
  ])('Trap 9: "%s" and "%s" have different keys', (shorter, longer) => {
    expect(nameKey(shorter)).not.toBe(nameKey(longer));
  });

  test.each([
    ['V&V Récolte', 'VV Récolte'],
    ['Et Lumière', 'Lumière'],
    ['Rouge et Vert', 'Rouge Vert'],
    ['Terre Neuve', 'Terreneuve'],
    ['H.E.C.', 'HEC'],
  ])('"%s" and "%s" have different keys: words are not joined, and conjunctions not dropped', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  test('Trap 11: a conjunction is a word, never a part of one', () => {
    expect(nameKey('Étude & Andes')).toBe('etude & andes');
    expect(nameKey('Planète')).toBe('planete');
    expect(nameKey('Grandet')).toBe('grandet');
  });

  test('Trap 12: quotation marks do not change the key', () => {
    expect(nameKey('Chaire "Entreprise & Pauvreté" d\'HEC')).toBe(nameKey('Chaire « Entreprise et Pauvreté » d’HEC'));
  });

  test.each([
    ['Société Générale', 'SOCIETE GENERALE'],
    ['L’Œuvre', "l'oeuvre"],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['Wimoov™', 'Wimoov'],
    ['e\u0301cole', 'École'],
    ['Bjørnvik Énergie', 'Bjornvik Énergie'],
    ['Łukowa Zieleń', 'Lukowa Zielen'],
    ['L\u02bcÉtabli du Nord', "L'Établi du Nord"],
    ['Jardin & Cie des Roches', 'Jardin et Cie des Roches'],
    ['Ruche\u00adVive', 'RucheVive'],
    ['Les \ufb01nances Douces', 'Les Finances Douces'],
    ['Saint-Étienne', 'Saint Étienne'],
  ])('"%s" and "%s" have the same key', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  test.each([
    ['&', '&'],
    ['Et', '&'],
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
