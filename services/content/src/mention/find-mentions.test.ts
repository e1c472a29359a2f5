import { findMentions, type Nameable } from './find-mentions';

const RENAULT: Nameable = { id: 'renault', names: ['Renault', 'groupe Renault'] };
const VOITURE: Nameable = { id: 'voiture', names: ['Voiture&Co'] };
const MOBILIZ: Nameable = { id: 'mobiliz', names: ['Mobiliz'] };
const FUND: Nameable = { id: 'fund', names: ['Mobiliz Invest'] };
const HEC: Nameable = { id: 'hec', names: ['HEC', 'HEC Paris'] };
const CLAIRE: Nameable = { id: 'claire', names: ['Claire Martin'], shortNames: ['Claire'] };
const CHAIR: Nameable = { id: 'chair', names: ["L'Économie d'ici"] };

const found = (source: string, ...nameables: readonly Nameable[]): string[] =>
  findMentions(source, nameables).map(({ targetId, surface }) => `${targetId}: ${surface}`);

describe('Mentions found by name', () => {
  test('The longest name is one mention', () => {
    expect(found('Mobiliz Invest et Mobiliz, à HEC Paris comme à HEC', MOBILIZ, FUND, HEC)).toEqual([
      'fund: Mobiliz Invest',
      'mobiliz: Mobiliz',
      'hec: HEC Paris',
      'hec: HEC',
    ]);
    expect(found('Le groupe Renault', RENAULT)).toEqual(['renault: groupe Renault']);
  });

  test('Names match only whole words, and a hyphen joins words', () => {
    expect(found('Renaults, ORenault, Renault-Nissan, Renault, d’HEC', RENAULT, HEC)).toEqual([
      'renault: Renault',
      'hec: HEC',
    ]);
  });

  test('Spaces around &, the form of apostrophes and Unicode decomposition are ignored', () => {
    const surfaces = ['Voiture&Co', 'Voiture & co', 'Voiture &\u00a0Co'];
    expect(found(surfaces.join(', '), VOITURE)).toEqual(surfaces.map((surface) => `voiture: ${surface}`));
    expect(found('l’Économie d’ici', CHAIR)).toEqual(['chair: l’Économie d’ici']);
    expect(found("L'E\u0301conomie d'ici", CHAIR)).toHaveLength(1);
  });

  test('A name with a capital does not match words without one', () => {
    const nameables = { id: 'c', names: ['Claire', 'Groupe SOS'] };
    expect(found('une idée claire du groupe SOS', nameables)).toEqual(['c: groupe SOS']);
  });

  test('Names match in the label of a link, but not in an address', () => {
    const source =
      '{{LNK|Voiture&Co|http://Renault.example/Mobiliz}} {{LNK|Mobiliz|Renault}} https://x.org/Renault a.Renault@Mobiliz.fr';
    expect(found(source, VOITURE, RENAULT, MOBILIZ)).toEqual(['voiture: Voiture&Co', 'mobiliz: Mobiliz']);
  });

  test('Of two entities with the same name, the first in the list is mentioned', () => {
    expect(found('Mobiliz', MOBILIZ, { id: 'other', names: ['Mobiliz'] })).toEqual(['mobiliz: Mobiliz']);
  });

  test('Characters of regular expressions in a name are taken literally', () => {
    expect(found('a (b) [c]* d. A.B', { id: 'x', names: ['(b) [c]*', 'A.B', '', ' '] })).toEqual([
      'x: (b) [c]*',
      'x: A.B',
    ]);
    expect(found('AxB', { id: 'x', names: ['A.B'] })).toEqual([]);
  });

  test('The signs between the words of a name make no difference, as in every search', () => {
    expect(found('Avant Projet, Avant-Projet', { id: 'x', names: ['Avant-Projet'] })).toHaveLength(2);
    expect(found('les Bulles chantent', { id: 'x', names: ['« Bulles » !'] })).toEqual(['x: Bulles']);
    expect(found('“Bulles” Nord, Bulles (Nord)', { id: 'x', names: ['« Bulles » Nord'] })).toHaveLength(2);
    expect(found('Avant. Projet', { id: 'x', names: ['Avant-Projet'] })).toEqual([]);
  });
});

describe('Short names', () => {
  test('Match after the full name, and not as part of another name', () => {
    expect(found('Claire arrive. Claire Martin parle. Claire Dupont rit, Claire aussi.', CLAIRE)).toEqual([
      'claire: Claire Martin',
      'claire: Claire',
    ]);
    const [, short] = findMentions('Claire Martin, puis Claire Dupont, puis Claire.', [CLAIRE]);
    expect(short?.start).toBe(40);
  });

  test('Are ignored if two people share them', () => {
    const other = { id: 'other', names: ['Claire Petit'], shortNames: ['Claire'] };
    expect(found('Claire Martin et Claire Petit. Claire sourit.', CLAIRE, other)).toEqual([
      'claire: Claire Martin',
      'other: Claire Petit',
    ]);
  });
});

describe('Explicit mentions', () => {
  const source = 'La marque et 🚲 la marque. Renault';

  test('Have the offsets of the given occurrence, in code points', () => {
    const [mention] = findMentions(source, [], [{ id: 'renault', surface: 'la marque', occurrence: 1 }]);
    expect(mention).toEqual({ targetId: 'renault', surface: 'la marque', start: 15, end: 24 });
    expect(Array.from(source).slice(15, 24).join('')).toBe('la marque');
  });

  test('Take precedence over a name match of the same words', () => {
    const explicit = [{ id: 'network', surface: 'Renault', occurrence: 1 }];
    expect(findMentions(source, [RENAULT], explicit).map(({ targetId }) => targetId)).toEqual(['network']);
  });

  test.each([
    ['la marque', 2],
    ['Danone', 1],
    ['', 1],
  ])('Are refused if the text does not contain %p %i times', (surface, occurrence) => {
    expect(() => findMentions(source, [], [{ id: 'x', surface, occurrence }])).toThrow(/does not contain/);
  });
});
