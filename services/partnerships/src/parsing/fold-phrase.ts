import { foldText, normaliseText } from '@wizness/kernel';

const SUPERSCRIPTS = /[⁰¹²³⁴-⁹]/u;
/** Accents that did not join a letter. One over a digit may strike it out. */
const ACCENTS = /[\u0300-\u036f]/gu;

/** The ASCII digit of a decimal digit of any script. Unicode encodes the ten digits of a script in order. */
const asciiDigit = (character: string): string => {
  const ascii = character.normalize('NFKC');
  if (/^\d$/.test(ascii)) return ascii;
  const codePoint = character.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(codePoint - zero);
};

/**
 * The folding of names and search, without that of case and accents, which change what a phrase says: "M" is a million and
 * "m" a metre, "May" is a month, and "2 à 3" is a range.
 */
const foldLetter = (letter: string): string => {
  const folded = foldText(letter);
  const unaccented = letter.normalize('NFKD').toLowerCase().normalize('NFKD').replace(ACCENTS, '');
  if (folded === unaccented) return letter;
  return letter === letter.toLowerCase() ? folded : folded.toUpperCase();
};

/** A character that says something about a number which its plain form does not say; null for any other character. */
const foldNumeral = (character: string): string | null => {
  if (/\p{Nd}/u.test(character)) return asciiDigit(character);
  const compatible = character.normalize('NFKC');
  if (SUPERSCRIPTS.test(character)) return `^${compatible}`;
  const fraction = /^(\d+)\u2044(\d+)$/.exec(compatible);
  if (fraction) return ` ${fraction[1]}/${fraction[2]}`;
  // "①", "Ⅳ", "1º" and "㏠" are not plain digits.
  const isMarked = /[\p{No}\p{Nl}ºª]/u.test(character) || character.search(ACCENTS) === 0;
  return isMarked || /\d/.test(compatible) ? character : null;
};

const foldCharacter = (character: string): string => {
  const numeral = foldNumeral(character);
  if (numeral !== null) return numeral;
  const folded = foldText(character);
  const compatible = character.normalize('NFKC');
  if (folded !== '' && /\p{L}/u.test(compatible)) return [...compatible].map(foldLetter).join('');
  // An accent that stands alone is no space between two numbers.
  return folded === ' ' && !/\s/u.test(character) ? character : folded;
};

/**
 * Folds what writers vary in a phrase without meaning anything, as {@link foldText} does for names and search, but keeps case
 * and accents. Digits of any script become ASCII digits, a fraction character `n/d`, and a superscript `^n`. Spaces at the
 * ends are removed and others single.
 */
export const foldPhrase = (raw: string): string =>
  [...normaliseText(raw, 'NFC')].map(foldCharacter).join('').replace(/ +/g, ' ').trim();
