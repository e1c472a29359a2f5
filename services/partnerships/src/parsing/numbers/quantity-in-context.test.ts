import { findLongerPhrases } from './quantity-in-context';

const longer = (text: string, part: string, lang = 'fr') => {
  const start = text.indexOf(part);
  return findLongerPhrases(text, start, start + part.length, lang);
};

test.each([
  ['un fonds de 1 million et demi d’euros', '1 million', '1 million et demi', 'fr'],
  ['les deux cent fermes', 'cent fermes', 'deux cent fermes', 'fr'],
  ['les deux cent fermes', 'deux', 'deux cent', 'fr'],
  ['quelque deux mille arbres', 'mille arbres', 'deux mille arbres', 'fr'],
  ['les trois quarts des fermes', 'trois', 'trois quarts', 'fr'],
  ['2 à 3 000 personnes', '2', '2 à 3 000', 'fr'],
  ['two hundred farms', 'two', 'two hundred', 'en'],
  ['a fund of 2 million euros', '2', '2 million', 'en'],
])('In "%s", "%s" is part of another number, "%s"', (text, part, phrase, lang) => {
  expect(longer(text, part, lang)).toMatchObject({ otherNumber: phrase });
});

test.each([
  ['Il y a environ 30 fermes ici', '30 fermes', 'environ 30 fermes', 'fr'],
  ['près de 30 fermes', '30 fermes', 'près de 30 fermes', 'fr'],
  ['plus d’une centaine', 'une centaine', 'plus d’une centaine', 'fr'],
  ['30 fermes au moins', '30 fermes', '30 fermes au moins', 'fr'],
  ['at least 30 farms', '30 farms', 'at least 30 farms', 'en'],
])('In "%s", "%s" is less exact than it reads', (text, part, phrase, lang) => {
  expect(longer(text, part, lang)).toMatchObject({ otherNumber: null, lessExact: phrase });
});

test.each([
  ['passer de 9 à 30 plateformes', '9', 'fr'],
  ['passer de 9 à 30 plateformes', '30 plateformes', 'fr'],
  ['La séance du 4 février 2015 en recense 19 en activité', '19', 'fr'],
  ['En 2012, 85 personnes chaque mois', '85 personnes', 'fr'],
  ['environ 60% d’entre elles', 'environ 60%', 'fr'],
  ['Le club suit 85 personnes. 12 000 arbres', '85 personnes', 'fr'],
  ['no number here', 'number', 'en'],
])('In "%s", "%s" is a whole number', (text, part, lang) => {
  expect(longer(text, part, lang)).toMatchObject({ otherNumber: null, lessExact: null });
});

test('The unit that follows a number is found', () => {
  expect(longer('un fonds de 12 000 dollars', '12 000').withUnit).toMatchObject({
    raw: '12 000 dollars',
    unitHint: 'USD',
  });
  expect(longer('un fonds de 12 000 dollars', '12 000 dollars').withUnit).toBeNull();
});
