import { normaliseText } from '@wizness/kernel';

const SUPERSCRIPTS = /[⁰¹²³⁴-⁹]/u;

/** The ASCII digit of a decimal digit of any script. Unicode encodes the ten digits of a script in order. */
const asciiDigit = (character: string): string => {
  const ascii = character.normalize('NFKC');
  if (/^\d$/.test(ascii)) return ascii;
  const codePoint = character.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (codePoint - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(codePoint - zero);
};

const foldCharacter = (character: string): string => {
  if (/\p{Nd}/u.test(character)) return asciiDigit(character);
  // Superscripts and fractions would otherwise lose what makes them different from plain digits.
  if (SUPERSCRIPTS.test(character)) return `^${character.normalize('NFKC')}`;
  const compatible = character.normalize('NFKC');
  const fraction = /^(\d+)\u2044(\d+)$/.exec(compatible);
  if (fraction) return ` ${fraction[1]}/${fraction[2]}`;
  if (/[\p{No}\p{Nl}ºª]/u.test(character)) return character;
  if (/[\s\p{Zs}]/u.test(character)) return ' ';
  // Characters without a width, such as the soft hyphen, are not part of the words.
  if (/\p{Cf}/u.test(character)) return '';
  if (/[\u2018\u2019\u02bc\u2032´`]/u.test(character)) return "'";
  if (/[\u2010-\u2015\u2212]/u.test(character)) return '-';
  return compatible;
};

/**
 * Folds what writers vary in a phrase without meaning anything: the script of digits, and kinds of space, apostrophe and
 * dash. A fraction character becomes `n/d`, and a superscript `^n`. Spaces at the ends are removed and others single.
 */
export const foldPhrase = (raw: string): string =>
  [...normaliseText(raw, 'NFC')].map(foldCharacter).join('').replace(/ +/g, ' ').trim();
