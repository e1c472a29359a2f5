import { DATE_PHRASES } from '../dates/date-words';
import type { QuoteLanguage } from '../quotes/quote-language';
import { containsNumberWords } from './number-words';

/** What the words around a number are read for. */
interface NumberInText {
  /** Whether it is an amount of money. */
  readonly isMoney: boolean;
  /** Whether neither a unit nor what is counted is read with it. */
  readonly isBare: boolean;
}

/** Currencies of ISO 4217, and what some countries write. */
const CURRENCY = `(?:${Intl.supportedValuesOf('currency').join('|')}|zł|Kč|kr|Ft|lei|TL|DH|FF|Fr)`;
/** Signs of units that are no words of either language. */
const UNIT = `(?:(?:[kMGTmcdhµ]?(?:g|m|l|L|W|Wh|Hz|cal)|[kMG]?t(?:CO2e?q?)?|[kMGT][oB]|[kM]J|ha|h|min|mn|ms|dB|pp[mb]|tep|pts?|bps|pp|lbs?|oz|ft|yd|mph|hrs?)[²³23]?|°[CF]?)`;
const UNIT_FOLLOWS = new RegExp(`^[^\\S\\n\\r]?(?:${UNIT}|${CURRENCY})(?![\\p{L}\\p{N}'’])`, 'u');

const RATE_FOLLOWS =
  /^[^\S\n\r]*(?:\/[^\S\n\r]?\p{L}+|(?:chaque \p{L}+|every \p{L}+|each|apiece|pièce|la pièce|l['’](?:unité|heure|an|année|une)|la (?:journée|nuit|semaine)|le (?:kilo|litre|mois|mètre)|an? (?:hour|day|night|week|month|year|head|piece|person)|mensuel(?:le)?s?|annuel(?:le)?s?|hebdomadaires?|quotidien(?:ne)?s?|trimestriel(?:le)?s?|journali(?:er|ère)s?|monthly|yearly|annually|weekly|daily|quarterly|hourly)(?!\p{L}))/iu;
/** "12 € par mois", but not "12 € par la mairie", "par Renault" or "par chèque". */
const PER_FOLLOWS =
  /^[^\S\n\r]*(?:par (?!(?:la|les?|une?|des|ses|son|sa|leurs?|nos|notre|cette|ces?|du|chèques?|virements?|carte|courrier|internet|dons?|rapport|exemple|ailleurs|contre|emprunts?|souscriptions?|subventions?|décrets?|arrêtés?|appels?|votes?|mécénat)(?!\p{L}))|per )\p{Ll}{2,}/u;
const CHANGE_FOLLOWS =
  /^[^\S\n\r]*(?:[×*]|x(?= ?\d)|(?:fois|times|(?:de plus|de moins|en moins)(?![^\S\n\r]+d(?:e[^\S\n\r]|['’]))|(?:more|fewer|less)(?![^\S\n\r]+than))(?!\p{L}))/iu;
const OTHERS_FOLLOW = /^[^\S\n\r]*(?:autres?|others?|additional|extra)(?!\p{L})/iu;
/** "12 sur 20", "one in five": the word after it must be a number. */
const SHARE_FOLLOWS = /^[^\S\n\r]*(?:sur|in|out of|of)[^\S\n\r]+([\p{L}\p{N}-]+)/iu;
/** "30 personnes sur 40." */
const WHOLE_FOLLOWS = /^[^\S\n\r]*(?:sur|out of)[^\S\n\r]+([\p{L}\p{N}-]+)(?=[^\S\n\r]*(?:[.,;:!?)\n\r]|$))/iu;
const MONTH_FOLLOWS: Record<QuoteLanguage, RegExp> = {
  fr: new RegExp(`^[^\\S\\n\\r]*(?:${DATE_PHRASES.fr.months.map(({ source }) => source).join('|')})`, 'i'),
  en: new RegExp(`^[^\\S\\n\\r]*(?:${DATE_PHRASES.en.months.map(({ source }) => source).join('|')})`, 'i'),
};

const MINUS_PRECEDES = /(?<!(?:au|du|pas|ou|à)\s)(?<!\p{L})(?:moins|minus|negative)[^\S\n\r]*$/iu;
const FACTOR_PRECEDES = /\p{N}[^\S\n\r]*[×*x][^\S\n\r]*$|([\p{L}\p{N}-]+)[^\S\n\r]+(?:fois|times)[^\S\n\r]*$/iu;
const NUMBERED =
  /(?<!\p{L})(?:n[°º]|numéros?|numbers?|pages?|articles?|chapitres?|chapters?|étapes?|steps?|chambres?|rooms?|salles?|niveaux?|levels?|tomes?|volumes?)[^\S\n\r]*$|[#§№][^\S\n\r]*$/iu;

const WINDOW = 40;

const isNumber = (word: string | undefined, lang: QuoteLanguage): boolean =>
  word !== undefined && (/\p{N}/u.test(word) || containsNumberWords(word, lang));

const wordsAfter = (after: string, lang: QuoteLanguage, { isMoney, isBare }: NumberInText): string | null => {
  const changes =
    CHANGE_FOLLOWS.exec(after) ?? (isMoney ? (RATE_FOLLOWS.exec(after) ?? PER_FOLLOWS.exec(after)) : null);
  if (changes) return changes[0];
  const share = (isBare ? SHARE_FOLLOWS : WHOLE_FOLLOWS).exec(after);
  if (share && isNumber(share[1], lang)) return share[0];
  if (!isBare) return null;
  return (UNIT_FOLLOWS.exec(after) ?? OTHERS_FOLLOW.exec(after) ?? MONTH_FOLLOWS[lang].exec(after))?.[0] ?? null;
};

const wordsBefore = (before: string, lang: QuoteLanguage, { isBare }: NumberInText): string | null => {
  const factor = FACTOR_PRECEDES.exec(before);
  if (factor && (factor[1] === undefined || isNumber(factor[1], lang))) return factor[0];
  return (MINUS_PRECEDES.exec(before) ?? (isBare ? NUMBERED.exec(before) : null))?.[0] ?? null;
};

/**
 * The number between two UTF-16 indices of a text with the words beside it that make it another number, or no count: "€12 a
 * month", "15 Mt", "2 times 10", "page 15", "15 May". Null if there are none. The words are not read, only recognised.
 */
export const withChangingWords = (
  text: string,
  start: number,
  end: number,
  lang: QuoteLanguage,
  number: NumberInText,
): string | null => {
  const before = wordsBefore(text.slice(Math.max(0, start - WINDOW), start), lang, number);
  const after = wordsAfter(text.slice(end, end + WINDOW), lang, number);
  if (before === null && after === null) return null;
  return text.slice(start - (before?.length ?? 0), end + (after?.length ?? 0)).trim();
};
