/** Letters that no Unicode normalisation form decomposes, by what they are compared as. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  þ: 'th',
  ı: 'i',
  ŧ: 't',
  ĸ: 'k',
  ŋ: 'n',
  ȷ: 'j',
  // With a stroke or a bar.
  ⱥ: 'a',
  ƀ: 'b',
  ȼ: 'c',
  ɇ: 'e',
  ǥ: 'g',
  ɨ: 'i',
  ɉ: 'j',
  ꝁ: 'k',
  ƚ: 'l',
  ⱡ: 'l',
  ɫ: 'l',
  ɵ: 'o',
  ᵽ: 'p',
  ɍ: 'r',
  ⱦ: 't',
  ʉ: 'u',
  ɏ: 'y',
  ƶ: 'z',
  // Final sigma is the same letter.
  ς: 'σ',
};

const APOSTROPHES = /[\u0060\u00b4\u02b9\u02bb-\u02bd\u02c8\u2018-\u201b\u2032\u2035\ua78b\ua78c\uff07]/u;
const QUOTATION_MARKS = /[\u00ab\u00bb\u201c-\u201f\u2033\uff02]/u;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/u;
/** Characters without a width or a meaning of their own: format characters, variation selectors, trade marks. */
const IGNORED = /[\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}™®©℠]/u;
/** Accents of Latin, Greek and Cyrillic. Vowel signs of other scripts are letters. */
const ACCENTS = /[\u0300-\u036f]/gu;

const foldDecomposed = (character: string): string => {
  // First: a byte order mark is a space to \s, but has no width.
  if (IGNORED.test(character)) return '';
  if (/[\s\p{Zs}]/u.test(character)) return ' ';
  // Of "½", too.
  if (character === '\u2044') return '/';
  if (APOSTROPHES.test(character)) return "'";
  if (QUOTATION_MARKS.test(character)) return '"';
  if (DASHES.test(character)) return '-';
  return LETTERS[character] ?? character;
};

const foldAnyCharacter = (character: string): string => {
  // Before decomposition, which takes a trade mark for two letters and an accent alone for a space with an accent.
  const simple = foldDecomposed(character);
  if (simple !== character) return simple;
  const decomposed = character.normalize('NFKD').toLowerCase().normalize('NFKD').replace(ACCENTS, '');
  return [...decomposed].map(foldDecomposed).join('');
};

/** A text has few different characters. When the cache is full it is emptied, so that its memory is bounded. */
const MAX_CACHED = 5000;
const cache = new Map<string, string>();

const foldCharacter = (character: string): string => {
  const cached = cache.get(character);
  if (cached !== undefined) return cached;
  const folded = foldAnyCharacter(character);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(character, folded);
  return folded;
};

/**
 * A text as it is compared: case, accents, ligatures, compatibility forms, and the kinds of space, apostrophe, quotation mark
 * and dash are folded; characters without a width are removed; a run of spaces is one. For each UTF-16 unit of `text`,
 * `starts` and `ends` are the UTF-16 indices in the original of the character that it comes from.
 */
export interface FoldedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Folds a text for comparison. Names, search, mentions, filters and phrases all compare by this function, so what one of
 * them finds the others find. Idempotent, and linear in the length of the text.
 */
export const foldWithOffsets = (original: string): FoldedText => {
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  // Asked of `text` itself, it would copy the whole text each time.
  let endsWithSpace = false;
  for (const character of original) {
    const end = at + character.length;
    const folded = foldCharacter(character);
    const isRepeatedSpace: boolean = folded === ' ' && endsWithSpace;
    const kept: string = isRepeatedSpace ? '' : folded;
    if (kept !== '') endsWithSpace = kept.endsWith(' ');
    for (let unit = 0; unit < kept.length; unit += 1) {
      starts.push(at);
      ends.push(end);
    }
    text += kept;
    // A combining mark or a further space that was dropped belongs to the character before it.
    if (kept === '' && ends.length > 0 && (isRepeatedSpace || /\p{M}/u.test(character))) ends[ends.length - 1] = end;
    at = end;
  }
  return { text, starts, ends };
};

/** The text alone of {@link foldWithOffsets}. */
export const foldText = (original: string): string => foldWithOffsets(original).text;
