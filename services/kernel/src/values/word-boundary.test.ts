import fc from 'fast-check';
import { isWholeWords } from './word-boundary';

const isWhole = (text: string, part: string): boolean => {
  const at = text.indexOf(part);
  expect(at).toBeGreaterThanOrEqual(0);
  return isWholeWords(text, at, at + part.length);
};

test.each([
  ['Le festival a reçu 1 200 personnes.', '200 personnes'],
  ['Le festival a reçu 1 200 personnes.', ' 200 personnes'],
  ['Le festival a reçu 1 200 personnes.', '1'],
  ['Le festival a reçu 1\u202f200 personnes.', '200'],
  ['Le festival a reçu 1\u00a0\u00a0200 personnes.', '200'],
  ['12 345 678 personnes', '678 personnes'],
  ['12 345 678 personnes', '345'],
  ['1 2000 personnes', '2000'],
  ['La dotation atteint 45 000 euros.', '45'],
  ['Le réseau réunit 37 garages.', '7 garages'],
  ['Le réseau réunit 37 garages.', '37 gara'],
  ['une centaine de personnes', 'cent'],
  ['quatre-vingt ans', 'vingt'],
  ['quatre‑vingt ans', 'quatre'],
  ['Renault-Nissan', 'Renault'],
  ['T&T', 'T'],
  ['1,5 million', '5 million'],
  ['1.250 euros', '250'],
  ["1'200 Franken", '200'],
  ['1’200 Franken', '200'],
  ['2/3 des élèves', '3 des élèves'],
  ['11/07/2012', '07/2012'],
  ['15–25 personnes', '25 personnes'],
  ['2009-10', '2009'],
  ['à 12:30', '30'],
  ['60%', '60'],
  ['60 % des élèves', '60'],
  ['3 ‰', '3'],
  ['12 000 $', '12 000'],
  ['12\u00a0000\u00a0€', '12\u00a0000'],
  ['€12 million', '12 million'],
  ['US$ 12', '12'],
  ['il fait (-5) degrés', '5'],
  ['il fait −5 degrés', '5'],
  ['a factor of .5', '5'],
  ['10² fermes', '10'],
  ['2½ millions', '2'],
  ['2 ½ millions', '2'],
  ['20ème', '20'],
  ['15Mt', '15'],
  ['aujourd’hui', 'hui'],
  ["quelqu'un", 'un'],
  ["O'Brien", 'Brien'],
  ["don't", 'don'],
  ['l’eau', 'l'],
  ['cafe\u0301', 'cafe'],
  ['cafe\u0301', '\u0301'],
  ['Ruche\u00adVive', 'Vive'],
  ['𝒳𝒴', '𝒳'],
  ['𝒳', '\ud835'],
  ['٣٧ garages', '٧ garages'],
  ['mot_clé', 'clé'],
  ['１２，３４５ arbres', '３４５'],
  ['1´200 arbres', '200'],
  ['1`200 arbres', '200'],
  ['👍🏽 ici', '👍'],
  ['🇫🇷🇩🇪 ici', '🇷🇩'],
  ['👩‍🌾 ici', '🌾'],
  ['abc', ''],
])('In "%s", "%s" is cut out of a word or a number', (text, part) => {
  expect(isWhole(text, part)).toBe(false);
});

test.each([
  ['Le festival a reçu 1 200 personnes.', '1 200'],
  ['Le festival a reçu 1 200 personnes.', 'Le festival'],
  ['Le festival a reçu 1 200 personnes.', 'personnes'],
  ['En 1998 100 personnes', '100 personnes'],
  ['de 9 à 30 plateformes', '9'],
  ['de 9 à 30 plateformes', '30'],
  ['60% d’entre elles', '60%'],
  ['60 % des élèves', '60 %'],
  ['pour 12 € 15 personnes', '15 personnes'],
  ['12 000 $ par an', '12 000 $'],
  ['€12 million', '€12'],
  ['-12 arbres\n- 15 haies', '12 arbres'],
  ['-12 arbres\n- 15 haies', '15 haies'],
  ['1 200\n300 personnes', '300'],
  ['l’eau', 'eau'],
  ['Lorsqu’une centaine arrive', 'une centaine'],
  ["Renault's cars", 'Renault'],
  ["We're here", 'We'],
  ["'Renault' et", 'Renault'],
  ['« oui »', '«'],
  ['Fin.Début', 'Début'],
  ['Renault & Nissan', 'Renault'],
  ['avant – après', 'avant'],
  ['Paris–Lyon', 'Lyon'],
  ['garages (37)', '37'],
  ['Il y en a 37, puis 12', '37'],
  ['Il y en a 37.', '37'],
  ['共有200人参加', '200'],
  ['昨晚团队介绍', '团队'],
  ['bikes 🚲🚲', '🚲'],
  ['🇫🇷🇩🇪 ici', '🇩🇪'],
  ['👩‍🌾👍🏽 ici', '👍🏽'],
  ['cafe\u0301 noir', 'cafe\u0301'],
])('In "%s", "%s" begins and ends at a boundary', (text, part) => {
  expect(isWhole(text, part)).toBe(true);
});

test('No part of a number is whole words, however its digits are grouped', () => {
  const numbers = fc
    .tuple(
      fc.integer({ min: 1000, max: 999_999_999_999 }),
      fc.constantFrom(' ', '\u00a0', '\u202f', '\u2009', "'", '.', ','),
    )
    .map(([number, space]) => String(number).replace(/\B(?=(\d{3})+$)/g, space));
  fc.assert(
    fc.property(numbers, fc.nat(), fc.nat(), (number, one, other) => {
      const [from, to] = [one % (number.length + 1), other % (number.length + 1)].toSorted((a, b) => a - b) as [
        number,
        number,
      ];
      const text = `Il y a ${number} fermes`;
      const isAll = from === 0 && to === number.length;
      expect(isWholeWords(text, 7 + from, 7 + to)).toBe(isAll);
    }),
  );
});

test('Whole words stay whole whatever sentence they stand in', () => {
  const words = fc.array(fc.stringMatching(/^[a-zéà]{1,8}$/), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(words, words, words, (first, middle, last) => {
      const [start, part] = [first.join(' ').length + 1, middle.join(' ')];
      expect(isWholeWords([...first, ...middle, ...last].join(' '), start, start + part.length)).toBe(true);
    }),
  );
});
