import { scoreNames } from './score-names';

describe('Two names', () => {
  test.each([
    ['Renault', 'RENAULT', 0.95],
    ['Renault SA', 'Renault', 0.9],
    ['L’Atelier du Quai', 'Atelier Quai', 0.9],
    ['Fondation Mobile', 'Mobile Fondation', 0.85],
    ['Voitures Partagées', 'Voitures Partagée', 0.8],
    ['Garages Solidaires', 'Garages Solidiares', 0.8],
    ['Garages Solidaires du Nord', 'Garages Solidaires', 0.7],
    ['Renault SA', 'Renault SAS', 0.7],
    ['Renault', 'Renaud', 0],
    ['Crédit Nord', 'Crédit Sud', 0],
    ['Nord', 'Garages du Nord', 0],
  ])('%s and %s are alike to %d', (a, b, score) => {
    expect(scoreNames(a, b)).toBeCloseTo(score, 5);
    expect(scoreNames(b, a)).toBeCloseTo(score, 5);
  });
});
