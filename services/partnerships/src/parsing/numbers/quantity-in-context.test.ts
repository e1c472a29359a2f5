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
  ['trois virgule cinq millions d’euros', 'cinq millions d’euros', 'trois virgule cinq millions d’euros', 'fr'],
  ['3 virgule 5 millions', '3', '3 virgule 5', 'fr'],
  ['three point five million', 'five million', 'three point five million', 'en'],
  ['1 million 300 000 euros', '300 000 euros', 'million 300 000 euros', 'fr'],
  ['1 milliard 200 millions', '1 milliard', '1 milliard 200', 'fr'],
  ['une dizaine de milliers de personnes', 'une dizaine', 'une dizaine de milliers', 'fr'],
  ['45 billions d’euros', '45', '45 billions', 'fr'],
  ['two thousand, five hundred members', 'two thousand', 'two thousand, five hundred', 'en'],
  ['two thousand, five hundred members', 'five hundred members', 'thousand, five hundred members', 'en'],
  ['3 millions, 500 000 euros', '3 millions', '3 millions, 500', 'fr'],
  ['45 milles euros', '45', '45 milles', 'fr'],
  ['45 kilo-euros', '45', '45 kilo-euros', 'fr'],
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
  ['entre 15 et 25 personnes', '25 personnes', 'entre 15 et 25 personnes', 'fr'],
  ['15 à 25 personnes', '15', '15 à 25', 'fr'],
  ['deux à trois cents personnes', 'trois cents personnes', 'deux à trois cents personnes', 'fr'],
  ['between 15 and 25 people', '25 people', 'between 15 and 25 people', 'en'],
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
  ['la dotation mensuelle est de 12 euros', '12 euros', 'la dotation mensuelle est de 12 euros', 'fr'],
  ['Chaque mois, il verse 12 euros', '12 euros', 'Chaque mois, il verse 12 euros', 'fr'],
  ['Chaque ferme reçoit 12 euros', '12 euros', 'Chaque ferme reçoit 12 euros', 'fr'],
  ['12 euros chacun', '12 euros', '12 euros chacun', 'fr'],
  ['12 euros au mois', '12 euros', '12 euros au mois', 'fr'],
  ['€12 p.a.', '€12', '€12 p.a.', 'en'],
  ['quelques 12 euros', '12 euros', 'quelques 12 euros', 'fr'],
  ['12 euros 50', '12 euros', '12 euros 50', 'fr'],
  ['12€50', '12€', '12€50', 'fr'],
  ['douze euros cinquante', 'douze euros', 'douze euros cinquante', 'fr'],
  ['12 euros et 50 centimes', '12 euros', '12 euros et 50 centimes', 'fr'],
  ['30 personnes sur 40 viennent', '30 personnes', '30 personnes sur 40', 'fr'],
  ['3 people out of 10 take part', '3 people', '3 people out of 10', 'en'],
  ['15, voire 25 personnes', '25 personnes', 'voire 25 personnes', 'fr'],
  ['15, voire 25 personnes', '15', '15, voire', 'fr'],
  ['quasiment 300 personnes', '300 personnes', 'quasiment 300 personnes', 'fr'],
  ['le club avoisine les 300 personnes', '300 personnes', 'avoisine les 300 personnes', 'fr'],
  ['as many as 300 people', '300 people', 'as many as 300 people', 'en'],
  ['+300 personnes', '300 personnes', '+300 personnes', 'fr'],
  ['300 personnes en moyenne', '300', '300 personnes en moyenne', 'fr'],
  ['300 personnes maxi', '300 personnes', '300 personnes maxi', 'fr'],
  ['le 45 ème club', '45', '45 ème', 'fr'],
  ['au 45 rue des Lilas', '45', '45 rue', 'fr'],
  ['fondé en 1998', '1998', 'en 1998', 'fr'],
  ['en juin 2009, le club', '2009', 'juin 2009', 'fr'],
  ['Le 4 juin, le club', '4', '4 juin', 'fr'],
  ['opened on June 4.', '4', 'June 4', 'en'],
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
  ['12 000 euros. Chaque mois, une réunion', '12 000 euros', 'fr'],
  ['3 millions, 12 fermes en vivent', '3 millions', 'fr'],
  ['12 000 euros 3 ans après', '12 000 euros', 'fr'],
  ['En 2012 85 personnes', '85 personnes', 'fr'],
  ['In 2000 the club had 85 people', '85 people', 'en'],
  ['le réseau croît de 9 à 30 plateformes', '30 plateformes', 'fr'],
  ['it will grow from 9 to 30 platforms', '30 platforms', 'en'],
  ['les 37 garages', '37', 'fr'],
  ['85 people out of work', '85 people', 'en'],
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
  expect(longer('le taux est de 0,75 cette année', '0,75').withUnit).toBeNull();
  expect(longer('un fonds de 12 000 livres', '12 000').withUnit).toMatchObject({ counted: 'livres' });
});
