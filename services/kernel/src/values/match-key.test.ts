import fc from 'fast-check';
import { matchKey } from './match-key';

test.each([
  ['Voiture&Co', 'Voiture & co'],
  ['Jardin & Cie des Roches', 'Jardin et Cie des Roches'],
  ['Jardin & Cie', 'JARDIN AND CIE'],
  ['L’Œuvre du Matin', "l'oeuvre du matin"],
  ['Renault-Nissan', 'Renault Nissan'],
  ['« Bulles » !', 'bulles'],
])('"%s" and "%s" are one text for every search', (one, other) => {
  expect(matchKey(one)).toBe(matchKey(other));
});

test.each([
  ['T&T', 'TT'],
  ['Et Demain', 'Demain'],
  ['Ruche Vive', 'RucheVive'],
  ['!', '?'],
])('"%s" and "%s" are two', (one, other) => {
  expect(matchKey(one)).not.toBe(matchKey(other));
});

test('The key of a key is that key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => expect(matchKey(matchKey(text))).toBe(matchKey(text))),
    { numRuns: 2000 },
  );
});
