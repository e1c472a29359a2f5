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
  ['une cotisation de 12 € par mois', '12 €', '12 € par mois', 'fr'],
  ['une cotisation de 12 €/mois', '12 €', '12 €/mois', 'fr'],
  ['une cotisation de 12 euros mensuels', '12 euros', '12 euros mensuels', 'fr'],
  ['12 euros par personne', '12 euros', '12 euros par personne', 'fr'],
  ['a fee of €12 a month', '€12', '€12 a month', 'en'],
  ['€12 per head', '€12', '€12 per head', 'en'],
  ['12 euros chaque année', '12 euros', '12 euros chaque année', 'fr'],
  ['12 euros each', '12 euros', '12 euros each', 'en'],
  ['15 Mt de déchets', '15', '15 Mt', 'fr'],
  ['15 km de haies', '15', '15 km', 'fr'],
  ['15 m² de terrain', '15', '15 m²', 'fr'],
  ['12 000 PLN', '12 000', '12 000 PLN', 'fr'],
  ['12 000 zł', '12 000', '12 000 zł', 'fr'],
  ['15 fois plus de règles', '15', '15 fois', 'fr'],
  ['15 règles de plus', '15 règles', '15 règles de plus', 'fr'],
  ['15 autres règles', '15', '15 autres', 'fr'],
  ['2 × 10 règles', '10 règles', '2 × 10 règles', 'fr'],
  ['deux fois 10 règles', '10 règles', 'deux fois 10 règles', 'fr'],
  ['moins 12 000 euros', '12 000 euros', 'moins 12 000 euros', 'fr'],
  ['12 sur 20', '12', '12 sur 20', 'fr'],
  ['30 personnes sur 40.', '30 personnes', '30 personnes sur 40', 'fr'],
  ['one in five', 'one', 'one in five', 'en'],
  ['la règle n° 15', '15', 'n° 15', 'fr'],
  ['la page 15', '15', 'page 15', 'fr'],
  ['le 15 mai', '15', '15 mai', 'fr'],
  ['12 % de plus', '12 %', '12 % de plus', 'fr'],
])('In "%s", "%s" may be another number or no count: %s', (text, part, phrase, lang) => {
  expect(longer(text, part, lang)).toMatchObject({ otherNumber: null, lessExact: phrase });
});

test.each([
  ['12 personnes par mois', '12 personnes', 'fr'],
  ['12 000 euros par la mairie', '12 000 euros', 'fr'],
  ['12 000 euros par Renault', '12 000 euros', 'fr'],
  ['12 € par chèque', '12 €', 'fr'],
  ['le 3 mai 12 personnes sont venues', '12 personnes', 'fr'],
  ['30 personnes de plus de 60 ans', '30 personnes', 'fr'],
  ['30 personnes en moins d’une heure', '30 personnes', 'fr'],
  ['30 people less than 25 years old', '30 people', 'en'],
  ['12 000 euros par emprunt', '12 000 euros', 'fr'],
  ['30 arbres sur 40 hectares', '30 arbres', 'fr'],
  ['le premier des 15 critères', '15 critères', 'fr'],
  ['ce sont les 12 à venir', '12', 'fr'],
  ['12 en mai', '12', 'fr'],
  ['chaque fois 10 personnes', '10 personnes', 'fr'],
  ['12 in total', '12', 'en'],
  ['12 of them', '12', 'en'],
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
