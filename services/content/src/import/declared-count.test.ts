import { declaredCount } from './declared-count';

describe('Trap 17: the number of items that a text announces', () => {
  test.each([
    ['Il tient compte de 3 facteurs pour établir un plan:', 3],
    ['Leurs deux maisons répondent à 3 critères importants :', 3],
    ['Cela tient en trois\u00a0points :', 3],
    ['They agreed on four principles:', 4],
    ['En 2008, 12 villes. Les invités suivants :', null],
    ['Depuis 2011, les invités suivants :', null],
    ['Le taux de 60% et 2,5 millions, dont :', null],
    ['Une plateforme reçoit :', null],
    ['A constructor says:', null],
    ['Depuis 12 ans, voici ce que font les fermes :', null],
    ['Pendant 2 mois les élèves ont suivi ces règles :', null],
    ['Chez 5 fermes nous avons vu :', null],
    ['Les 12 fermes de la vallée ont écrit ensemble un carnet :', null],
    ['Avec 30 élèves, nos règles :', null],
    ['Nous suivons 8 fermes, voici leurs règles :', null],
    ['After 3 years they agreed on:', null],
    ['Les 3 critères importants :', 3],
    ['The four principles:', 4],
    ['Les fermes de la vallée ont écrit 3 règles avec les élèves de l’école :', 3],
    ['Les 3 règles suivantes :', 3],
    ['15 fermes ont promis :', null],
    ['Leurs 7 enfants ont dit :', null],
    ['Ils sont 12 à dire :', null],
    ['Un des 4 maires a dit :', null],
    ['Le groupe de 5 élèves a noté :', null],
    ['L’atelier numéro 4 propose :', null],
    ['Some 30 people wrote down what they want:', null],
    ['The 4 mayors said:', null],
    ['Le plan a 3 parties :', 3],
    ['Nos 4 engagements :', 4],
    ['Il y a 3 critères.', null],
    ['', null],
  ])('Is for %j: %j', (introduction, count) => {
    expect(declaredCount(introduction)).toBe(count);
  });
});
