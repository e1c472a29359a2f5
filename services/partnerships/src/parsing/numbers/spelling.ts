const FRENCH_UNITS =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const FRENCH_TENS = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];
/** Belgium and Switzerland count by tens where France counts on from sixty and eighty. */
const REGIONAL_TENS = new Map([
  [7, ['septante']],
  [8, ['huitante', 'octante']],
  [9, ['nonante']],
]);
const ENGLISH_UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ENGLISH_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join('-');

const frenchOfFrance = (n: number): string => {
  if (n < 20) return FRENCH_UNITS[n] ?? '';
  if (n === 80) return 'quatre-vingts';
  const tens = FRENCH_TENS[Math.floor(n / 10)];
  // Soixante-dix and quatre-vingt-dix count on from sixty and eighty.
  const unit = n >= 60 ? n % 20 : n % 10;
  if (unit === 0) return tens ?? '';
  return joined(tens, (unit === 1 || unit === 11) && n < 80 ? 'et' : '', FRENCH_UNITS[unit]);
};

const frenchRegional = (n: number): readonly string[] =>
  (REGIONAL_TENS.get(Math.floor(n / 10)) ?? []).map((tens) =>
    joined(tens, n % 10 === 1 ? 'et' : '', n % 10 === 0 ? '' : FRENCH_UNITS[n % 10]),
  );

const frenchBelowHundred = (n: number): readonly string[] => {
  const spellings = [frenchOfFrance(n), ...(n < 100 ? frenchRegional(n) : [])];
  // "une" before a feminine noun.
  return spellings.flatMap((words) => (/(?:^|-)un$/.test(words) ? [words, `${words}e`] : [words]));
};

/** All spellings of a whole number from 0 to 999 in French, its words joined by hyphens. */
export const frenchBelowThousand = (n: number): readonly string[] => {
  const hundreds = Math.floor(n / 100);
  if (hundreds === 0) return frenchBelowHundred(n);
  const rest = n % 100;
  const cent = joined(hundreds > 1 ? FRENCH_UNITS[hundreds] : '', hundreds > 1 && rest === 0 ? 'cents' : 'cent');
  return rest ? frenchBelowHundred(rest).map((words) => joined(cent, words)) : [cent];
};

const englishBelowHundred = (n: number): string =>
  n < 20 ? (ENGLISH_UNITS[n] ?? '') : joined(ENGLISH_TENS[Math.floor(n / 10)], n % 10 ? ENGLISH_UNITS[n % 10] : '');

/** All spellings of a whole number from 0 to 999 in English, its words joined by hyphens and without "and". */
export const englishBelowThousand = (n: number): readonly string[] => {
  const hundreds = Math.floor(n / 100);
  if (hundreds === 0) return [englishBelowHundred(n)];
  const rest = n % 100;
  return [joined(ENGLISH_UNITS[hundreds], 'hundred', rest ? englishBelowHundred(rest) : '')];
};
