import { DATE_PHRASES } from '../dates/date-words';
import type { QuoteLanguage } from '../quotes/quote-language';
import { containsNumberWords } from './number-words';

/** What the words around a number are read for. */
interface NumberInText {
  /** Whether it is an amount of money. */
  readonly isMoney: boolean;
  /** Whether neither a unit nor what is counted is read with it. */
  readonly isBare: boolean;
  /** Whether the text names what is counted next to it. */
  readonly isCounted: boolean;
}

/** Currencies of ISO 4217, and what some countries write. */
const CURRENCY = `(?:${Intl.supportedValuesOf('currency').join('|')}|zł|Kč|kr|Ft|lei|TL|DH|FF|Fr)`;
/** Signs of units that are no words of either language. */
const UNIT = `(?:(?:[kMGTmcdhµ]?(?:g|m|l|L|W|Wh|Hz|cal)|[kMG]?t(?:CO2e?q?)?|[kMGT][oB]|[kM]J|ha|h|min|mn|ms|dB|pp[mb]|tep|pts?|bps|pp|lbs?|oz|ft|yd|mph|hrs?)[²³23]?|°[CF]?)`;
const UNIT_FOLLOWS = new RegExp(`^[^\\S\\n\\r]?(?:${UNIT}|${CURRENCY})(?![\\p{L}\\p{N}'’])`, 'u');

const RATE_FOLLOWS =
  /^[^\S\n\r]*(?:\/[^\S\n\r]?\p{L}+|(?:chaque \p{L}+|every \p{L}+|each|apiece|chacune?s?|(?:à|pour) (?:chaque|chacune?)|p\.? ?a\.?|au (?:mois|jour|trimestre|semestre)|supplémentaires?|pièce|la pièce|l['’](?:unité|heure|an|année|une)|la (?:journée|nuit|semaine)|le (?:kilo|litre|mois|trimestre|semestre|mètre)|an? (?:hour|day|night|week|month|quarter|year|head|piece|person)|mensuel(?:le)?s?|annuel(?:le)?s?|hebdomadaires?|quotidien(?:ne)?s?|trimestriel(?:le)?s?|journali(?:er|ère)s?|monthly|yearly|annually|weekly|daily|quarterly|hourly)(?!\p{L}))/iu;
/** "12 € par mois", but not "12 € par la mairie", "par Renault" or "par chèque". */
const PER_FOLLOWS =
  /^[^\S\n\r]*(?:par (?!(?:la|les?|une?|des|ses|son|sa|leurs?|nos|notre|cette|ces?|du|chèques?|virements?|carte|courrier|internet|dons?|rapport|exemple|ailleurs|contre|emprunts?|souscriptions?|subventions?|décrets?|arrêtés?|appels?|votes?|mécénat)(?!\p{L}))|per )\p{Ll}{2,}/u;
const CHANGE_FOLLOWS =
  /^[^\S\n\r]*(?:[×*]|x(?= ?\d)|(?:fois|times|(?:de plus|de moins|en moins)(?![^\S\n\r]+d(?:e[^\S\n\r]|['’]))|(?:more|fewer|less)(?![^\S\n\r]+than))(?!\p{L}))/iu;
const OTHERS_FOLLOW = /^[^\S\n\r]*(?:autres?|others?|additional|extra)(?!\p{L})/iu;
/** "12 sur 20", "one in five": the word after it must be a number. */
const SHARE_FOLLOWS = /^[^\S\n\r]*(?:sur|in|out of|of)[^\S\n\r]+([\p{L}\p{N}-]+)/iu;
/** "30 personnes sur 40 viennent", but not "30 arbres sur 40 hectares": other things are counted after that. */
const WHOLE_FOLLOWS = new RegExp(
  `^[^\\S\\n\\r]*(?:sur|out of)[^\\S\\n\\r]+([\\p{L}\\p{N}-]+)(?![\\p{L}\\p{N}-]|[^\\S\\n\\r]+(?:\\p{L}+[sxz]|${UNIT})(?!\\p{L}))`,
  'iu',
);
/** "12 euros 50", "12 € et 50 centimes", but not "12 € 15 personnes". */
const CENTS_FOLLOW =
  /^[^\S\n\r]*(?:(?:et|and)[^\S\n\r]+[\p{L}\p{N}-]+[^\S\n\r]+(?:centimes?|cents?|pence)|(\p{N}{2}|\p{L}[\p{L}-]+)(?![\p{L}\p{N}-]|[^\S\n\r]+\p{L}+[sxz](?!\p{L})))/iu;
const ROUGHLY_FOLLOWS =
  /^,?[^\S\n\r]*(?:et (?:des (?:poussières|brouettes)|demie?|quart)|and a (?:half|bit)|(?:sinon|voire) |ou presque|or thereabouts|thereabouts|give or take|if not |grosso modo|en gros|en moyenne|on average|à la louche|au mieux|au pire|at best|at worst|maxi?|mini?|tops|de trop|en trop|too (?:many|few))(?!\p{L})/iu;
const ORDINAL_FOLLOWS = /^[^\S\n\r]?(?:i?è?me|e|er|ère|nde?|st|rd|th)(?![\p{L}\p{N}'’-])/iu;
const ADDRESS_FOLLOWS =
  /^,?[^\S\n\r]*(?:(?:bis|ter),?[^\S\n\r]*)?(?:rue|avenue|boulevard|place|quai|impasse|chemin|allée|route|street|road|lane)(?!\p{L})/iu;

const monthsOf = (lang: QuoteLanguage): string =>
  DATE_PHRASES[lang].months.map(({ source }) => source.replace('(?= |$)', '(?!\\p{L})')).join('|');
const MONTHS: Record<QuoteLanguage, string> = { fr: monthsOf('fr'), en: monthsOf('en') };
const MONTH_FOLLOWS: Record<QuoteLanguage, RegExp> = {
  fr: new RegExp(`^[^\\S\\n\\r]*(?:${MONTHS.fr})`, 'iu'),
  en: new RegExp(`^[^\\S\\n\\r]*(?:${MONTHS.en})`, 'iu'),
};
const monthPrecedes = (lang: QuoteLanguage): RegExp => new RegExp(`(?<!\\p{L})(?:${MONTHS[lang]})[^\\S\\n\\r]*$`, 'iu');
/** "June 4", "juin 2009" */
const MONTH_PRECEDES: Record<QuoteLanguage, RegExp> = { fr: monthPrecedes('fr'), en: monthPrecedes('en') };
const YEAR_OR_DAY = /^(?:1[0-9]|20)\d{2}$|^(?:[12]?\d|3[01])$/;
const YEAR = /^(?:1[0-9]|20)\d{2}$/;
/** "en 1998", "since 2009" */
const DATE_WORD_PRECEDES =
  /(?<!\p{L})(?:en|dès|depuis|avant|après|vers|fin|début|courant|entre|l['’]an|l['’]année|d['’]ici(?: à)?|été|automne|hiver|printemps|in|since|before|after|by|until|during|from|around|summer|autumn|winter|spring)[^\S\n\r]+$/iu;

const MINUS_PRECEDES = /(?<!(?:au|du|pas|ou|à)\s)(?<!\p{L})(?:moins|minus|negative)[^\S\n\r]*$/iu;
const FACTOR_PRECEDES = /\p{N}[^\S\n\r]*[×*x][^\S\n\r]*$|([\p{L}\p{N}-]+)[^\S\n\r]+(?:fois|times)[^\S\n\r]*$/iu;
const NUMBERED =
  /(?<!\p{L})(?:n[°º]|numéros?|numbers?|pages?|articles?|chapitres?|chapters?|étapes?|steps?|chambres?|rooms?|salles?|niveaux?|levels?|tomes?|volumes?)[^\S\n\r]*$|[#§№][^\S\n\r]*$/iu;

/** Words before a number that make it less exact, and that no phrase reads. */
const ROUGHLY_PRECEDES =
  /(?<!\p{L})(?:quasi(?:ment)?|pratiquement|pas loin de|aux (?:environs|alentours) de|à peine|grosso modo|en gros|en moyenne|moyenne de|quelques|voire|jusque|(?:avoisin|frôl|approch|dépass|flirt)\p{L}*(?: avec)?(?: les)?|as (?:many|much|few) as|in excess of|estimated|virtually|practically|on average|average of|if not|barely|hardly|scarcely)[^\S\n\r]+$|\+[^\S\n\r]*$/iu;
/** Words of a sentence that make its amounts of money rates: "la dotation mensuelle", "chaque mois". */
const RATE_IN_SENTENCE =
  /(?<!\p{L})(?:mensuel(?:le)?s?|annuel(?:le)?s?|hebdomadaires?|quotidien(?:ne)?s?|trimestriel(?:le)?s?|semestriel(?:le)?s?|journali(?:er|ère)s?|horaires?|mensuellement|annuellement|monthly|yearly|annual(?:ly)?|weekly|daily|quarterly|hourly|(?:par|per) (?:heure|jour|semaine|mois|trimestre|semestre|an|année|hour|day|week|month|quarter|year)|(?:chaque|each|every) \p{Ll}+|(?:tous|toutes) les (?:heures|jours|semaines|mois|trimestres|ans))(?!\p{L})/iu;

const WINDOW = 40;
const SENTENCE = 160;

/** The rest of the sentence before or after a number. A decimal mark ends none. */
const sentenceBefore = (before: string): string => /[^.!?\n\r]*(?:\.\S[^.!?\n\r]*)*$/u.exec(before)?.[0] ?? '';
const sentenceAfter = (after: string): string => /^[^.!?\n\r]*/u.exec(after)?.[0] ?? '';

/** The words of the sentence that make an amount of money a rate; null if there are none. */
const rateInSentence = (text: string, start: number, end: number): string | null => {
  const before = sentenceBefore(text.slice(Math.max(0, start - SENTENCE), start));
  const after = sentenceAfter(text.slice(end, end + SENTENCE));
  const rate = RATE_IN_SENTENCE.exec(before) ?? RATE_IN_SENTENCE.exec(after);
  return rate && `${before}${text.slice(start, end)}${after}`.trim();
};

const isNumber = (word: string | undefined, lang: QuoteLanguage): boolean =>
  word !== undefined && (/\p{N}/u.test(word) || containsNumberWords(word, lang));

const wordsAfter = (after: string, lang: QuoteLanguage, { isMoney, isBare }: NumberInText): string | null => {
  const changes =
    CHANGE_FOLLOWS.exec(after) ??
    ROUGHLY_FOLLOWS.exec(after) ??
    (isMoney ? (RATE_FOLLOWS.exec(after) ?? PER_FOLLOWS.exec(after)) : null);
  if (changes) return changes[0];
  const cents = isMoney && CENTS_FOLLOW.exec(after);
  if (cents && (cents[1] === undefined || isNumber(cents[1], lang))) return cents[0];
  const share = (isBare ? SHARE_FOLLOWS : WHOLE_FOLLOWS).exec(after);
  if (share && isNumber(share[1], lang)) return share[0];
  if (!isBare) return null;
  const other = [UNIT_FOLLOWS, OTHERS_FOLLOW, MONTH_FOLLOWS[lang], ORDINAL_FOLLOWS, ADDRESS_FOLLOWS].map(
    (pattern) => pattern.exec(after)?.[0],
  );
  return other.find((each) => each !== undefined) ?? null;
};

/** "1998" in "en 1998", "4" in "June 4": a number of which the text does not say what it counts. */
const dateBefore = (before: string, number: string, lang: QuoteLanguage): string | null =>
  (YEAR_OR_DAY.test(number) ? MONTH_PRECEDES[lang].exec(before)?.[0] : null) ??
  (YEAR.test(number) ? DATE_WORD_PRECEDES.exec(before)?.[0] : null) ??
  null;

const wordsBefore = (before: string, lang: QuoteLanguage, { isBare }: NumberInText): string | null => {
  const factor = FACTOR_PRECEDES.exec(before);
  if (factor && (factor[1] === undefined || isNumber(factor[1], lang))) return factor[0];
  const changes = MINUS_PRECEDES.exec(before) ?? ROUGHLY_PRECEDES.exec(before);
  return (changes ?? (isBare ? NUMBERED.exec(before) : null))?.[0] ?? null;
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
  const preceding = text.slice(Math.max(0, start - WINDOW), start);
  const isDate = number.isBare && !number.isCounted;
  const before =
    wordsBefore(preceding, lang, number) ?? (isDate ? dateBefore(preceding, text.slice(start, end), lang) : null);
  const after = wordsAfter(text.slice(end, end + WINDOW), lang, number);
  if (before === null && after === null) return number.isMoney ? rateInSentence(text, start, end) : null;
  return text.slice(start - (before?.length ?? 0), end + (after?.length ?? 0)).trim();
};
