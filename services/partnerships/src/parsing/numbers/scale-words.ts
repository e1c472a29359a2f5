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

/** Whether one letter was left out of `word`, added, or replaced. */
const isOneLetterOff = (word: string, other: string): boolean => {
  const length = Math.max(word.length, other.length);
  if (Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < length && word[start] === other[start]) start += 1;
  const [rest, otherRest] = [word.slice(start), other.slice(start)];
  return rest.slice(1) === otherRest.slice(1) || rest.slice(1) === otherRest || rest === otherRest.slice(1);
};

/** Whether a word is a power of ten, also if it is misspelt by one letter ("milions") or is no word of the language. */
export const looksLikeScale = (word: string): boolean => {
  if (SCALE.test(word) || PREFIXED_MONEY.test(word)) return true;
  const single = word.toLowerCase().replace(/s$/, '');
  return single.length > 5 && OFTEN_MISSPELT.some((each) => isOneLetterOff(single, each));
};
