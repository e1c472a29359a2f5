import { isOneTypo } from '../one-typo';

/** Powers of ten, and collective nouns that multiply: "des dizaines de milliers", "two hundred thousand". */
const SCALE =
  /^(?:milles?|milliers?|\p{L}{1,9}illi(?:on|ard)s?|dizaines?|douzaines?|quinzaines?|vingtaines?|trentaines?|quarantaines?|cinquantaines?|soixantaines?|centaines?|hundreds?|thousands?|dozens?|lakhs?|crores?)$/iu;
const PREFIXED_MONEY = /^(?:kilo|kilos|méga|mega|giga)-?(?:euro|dollar)s?$/iu;

const OFTEN_MISSPELT = [
  'million',
  'milliard',
  'millier',
  'billion',
  'trillion',
  'thousand',
  'hundred',
  'centaine',
  'dizaine',
  'douzaine',
];

/** Whether a word is a power of ten, also if it has one typo ("milions") or is no word of the language. */
export const looksLikeScale = (word: string): boolean => {
  if (SCALE.test(word) || PREFIXED_MONEY.test(word)) return true;
  const single = word.toLowerCase().replace(/s$/, '');
  return single.length > 5 && OFTEN_MISSPELT.some((each) => isOneTypo(single, each));
};
