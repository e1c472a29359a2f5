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
    ['Il y a 3 critères.', null],
    ['', null],
  ])('Is for %j: %j', (introduction, count) => {
    expect(declaredCount(introduction)).toBe(count);
  });
});
