import type { Identity } from '../access/identity';

/** For readers whose language is not known, and for texts that are not available in a requested language. */
export const DEFAULT_LANGUAGE = 'fr';

/** Options of an argument `lang`. */
export const LANG = {
  nullable: true,
  description:
    "Language of the text. Null: the caller's locale, then Accept-Language, then French. Falls back to a language that exists.",
} as const;

const TAG = /^[a-z]{1,8}(-[a-z\d]{1,8})*$/i;

/** A list of preferences is sent to services with every fetch, in a signed header. */
const MAX_LANGUAGES = 10;

/** At most so many characters of the header are read. */
const MAX_HEADER_LENGTH = 500;

/**
 * The language tags of an `Accept-Language` header (RFC 9110 §12.5.4), best first, at most 10. A part that is not a tag, such as
 * `*`, and a tag with the quality 0 are left out.
 */
export const acceptedLanguages = (header: string | null | undefined): string[] => {
  if (!header) return [];
  return header
    .slice(0, MAX_HEADER_LENGTH)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean);
      return { tag: tag.trim(), quality: Number(quality ?? 1) };
    })
    .filter(({ tag, quality }) => TAG.test(tag) && quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .slice(0, MAX_LANGUAGES)
    .map(({ tag }) => tag);
};

/**
 * The languages to look for a text in, best first: `lang`, or if it is null the caller's locale and then the languages that the
 * client accepts; French last.
 */
export const languagesFor = (
  lang: string | null | undefined,
  { locale, acceptedLanguages: accepted = [] }: Pick<Identity, 'locale' | 'acceptedLanguages'>,
): readonly string[] => {
  const wanted = lang == null ? [locale, ...accepted] : [lang];
  return [...new Set([...wanted.filter((tag) => tag != null), DEFAULT_LANGUAGE])];
};

/** The language of a tag without its region and script: `en` of `en-GB`. */
export const primarySubtag = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? '';
