const APOSTROPHE = "['\u2018\u2019\u201b\u02bc\uff07]";
const SPACE = '[^\\S\\n]';
const PARTS = new RegExp(`${SPACE}*&${SPACE}*|${SPACE}+|${APOSTROPHE}|[\\s\\S]`, 'gu');
// A hyphen joins: "Renault-Nissan" is not Renault.
const BEFORE = '(?<![\\p{L}\\p{N}\\p{M}_]|[\\p{L}\\p{N}]-)';
const AFTER = '(?![\\p{L}\\p{N}\\p{M}_]|-[\\p{L}\\p{N}])';
const CAPITAL = /\p{Lu}/u;

const partPattern = (part: string): string => {
  if (part.includes('&')) return `${SPACE}*&${SPACE}*`;
  if (part.trim() === '') return `${SPACE}+`;
  if (new RegExp(APOSTROPHE).test(part)) return APOSTROPHE;
  return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
};

const spellingPattern = (spelling: string): string => (spelling.match(PARTS) ?? []).map(partPattern).join('');

/** A place in a text, in its UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Where `text` has `name` as whole words, whatever the apostrophes, the spaces about `&`, and the case; but a name with
 * a capital is not found in words without any: Claire is not "claire".
 */
export const placesOfName = (text: string, name: string): Place[] => {
  const spellings = new Set([name.trim().normalize('NFC'), name.trim().normalize('NFD')]);
  if (spellings.has('')) return [];
  const pattern = new RegExp(`${BEFORE}(?:${[...spellings].map(spellingPattern).join('|')})${AFTER}`, 'giu');
  return [...text.matchAll(pattern)]
    .filter(([surface]) => !CAPITAL.test(name) || CAPITAL.test(surface))
    .map(({ index, 0: surface }) => ({ start: index, end: index + surface.length }));
};
