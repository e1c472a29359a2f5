import { checkListedCount } from './listed-count';

describe('checkListedCount', () => {
  test.each([
    ['3 facteurs pour agir', 'fr', 3],
    ['3 critères importants', 'fr', 3],
    ['trois critères', 'fr', 3],
    ['three criteria', 'en', 3],
  ])('Trap 17: "%s" (%s) agrees with a list of %i', (raw, lang, listed) => {
    expect(() => checkListedCount(raw, lang, listed)).not.toThrow();
    expect(() => checkListedCount(raw, lang, listed, listed)).not.toThrow();
  });

  test('Trap 17: a list that is shorter or longer than announced is refused', () => {
    expect(() => checkListedCount('3 facteurs', 'fr', 2)).toThrow('"3 facteurs" announces 3, but the list has 2');
    expect(() => checkListedCount('3 facteurs', 'fr', 4)).toThrow('add or remove items until they agree');
  });

  test('Trap 17: a declared number that the text does not announce is refused', () => {
    expect(() => checkListedCount('3 facteurs', 'fr', 3, 4)).toThrow('announces 3');
    expect(() => checkListedCount('plusieurs facteurs', 'fr', 3)).toThrow('announces no exact number');
  });
});
