import { DatePrecision, type FuzzyDate } from '@wizness/kernel';
import { readNumberWords } from '../numbers/number-words';
import type { QuoteLanguage } from '../quotes/quote-language';

/** A unit of time that a phrase counts in. */
type Step = 'day' | 'month' | 'year';

const N = '(\\d{1,3}|[\\p{L}-]+(?: [\\p{L}-]+){0,2}?)';

/** A phrase that is relative to the day of writing: by how many steps, and whether it is a point, a deadline or a start. */
type Rule = readonly [RegExp, Step, number | 'past' | 'future', 'point' | 'deadline' | 'start'];

const phrase = (source: string): RegExp => new RegExp(`^(?:${source})$`, 'iu');

const FRENCH: readonly Rule[] = [
  [phrase('avant-hier'), 'day', -2, 'point'],
  [phrase('hier(?: matin| après-midi| soir)?'), 'day', -1, 'point'],
  [phrase("aujourd'hui|ce matin|ce soir|cet après-midi"), 'day', 0, 'point'],
  [phrase('demain(?: matin| après-midi| soir)?'), 'day', 1, 'point'],
  [phrase('après-demain'), 'day', 2, 'point'],
  [phrase('(?:le )?mois (?:dernier|passé)'), 'month', -1, 'point'],
  [phrase('ce mois(?:-ci)?'), 'month', 0, 'point'],
  [phrase('(?:le )?mois prochain'), 'month', 1, 'point'],
  [phrase("(?:l')?(?:an|année) (?:derni(?:er|ère)|passée?)"), 'year', -1, 'point'],
  [phrase('cette année'), 'year', 0, 'point'],
  [phrase("(?:l')?(?:an|année) prochaine?"), 'year', 1, 'point'],
  [phrase(`il y a ${N} (?:ans?|années?)`), 'year', 'past', 'point'],
  [phrase(`il y a ${N} mois`), 'month', 'past', 'point'],
  [phrase(`il y a ${N} jours?`), 'day', 'past', 'point'],
  [phrase(`dans ${N} (?:ans?|années?)`), 'year', 'future', 'point'],
  [phrase(`dans ${N} mois`), 'month', 'future', 'point'],
  [phrase(`dans ${N} jours?`), 'day', 'future', 'point'],
  [phrase(`d'ici(?: à)? ${N} (?:ans?|années?)`), 'year', 'future', 'deadline'],
  [phrase(`d'ici(?: à)? ${N} mois`), 'month', 'future', 'deadline'],
  [phrase(`d'ici(?: à)? ${N} jours?`), 'day', 'future', 'deadline'],
  [phrase(`depuis ${N} (?:ans?|années?)`), 'year', 'past', 'start'],
  [phrase(`depuis ${N} mois`), 'month', 'past', 'start'],
];

const ENGLISH: readonly Rule[] = [
  [phrase('yesterday(?: morning| afternoon| evening)?|last night'), 'day', -1, 'point'],
  [phrase('today|tonight|this (?:morning|afternoon|evening)'), 'day', 0, 'point'],
  [phrase('tomorrow(?: morning| afternoon| evening)?'), 'day', 1, 'point'],
  [phrase('last month'), 'month', -1, 'point'],
  [phrase('this month'), 'month', 0, 'point'],
  [phrase('next month'), 'month', 1, 'point'],
  [phrase('last year'), 'year', -1, 'point'],
  [phrase('this year'), 'year', 0, 'point'],
  [phrase('next year'), 'year', 1, 'point'],
  [phrase(`${N} years? ago`), 'year', 'past', 'point'],
  [phrase(`${N} months? ago`), 'month', 'past', 'point'],
  [phrase(`${N} days? ago`), 'day', 'past', 'point'],
  [phrase(`in ${N} years?(?:' time)?`), 'year', 'future', 'point'],
  [phrase(`in ${N} months?(?:' time)?`), 'month', 'future', 'point'],
  [phrase(`in ${N} days?(?:' time)?`), 'day', 'future', 'point'],
  [phrase(`within ${N} years?`), 'year', 'future', 'deadline'],
  [phrase(`within ${N} months?`), 'month', 'future', 'deadline'],
  [phrase(`within ${N} days?`), 'day', 'future', 'deadline'],
  [phrase(`for ${N} years?`), 'year', 'past', 'start'],
];

const RULES: Record<QuoteLanguage, readonly Rule[]> = { fr: FRENCH, en: ENGLISH };

const NAMED_MONTH: Record<QuoteLanguage, RegExp> = {
  fr: /^(?:en )?(\p{L}+\.?) (dernier|prochain)$/iu,
  en: /^(?:in )?(last|next) (\p{L}+\.?)$/iu,
};

const PRECISIONS: Record<Step, readonly DatePrecision[]> = {
  day: [DatePrecision.DAY],
  month: [DatePrecision.DAY, DatePrecision.MONTH],
  year: [DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.QUARTER, DatePrecision.YEAR],
};

const LENGTHS: Record<Step, number> = { day: 10, month: 7, year: 4 };

/** The EDTF of the day, month or year that is `count` steps after `published`; null if `published` is too coarse for it. */
const shifted = (published: FuzzyDate, step: Step, count: number): string | null => {
  const { earliest, precision, approximate, edtf } = published;
  if (!earliest || approximate || edtf.includes('/') || !PRECISIONS[step].includes(precision)) return null;
  const [year = 0, month = 1, day = 1] = earliest.split('-').map(Number);
  const date = new Date(0);
  if (step === 'day') date.setUTCFullYear(year, month - 1, day + count);
  // The first of the month: the 31st would otherwise move into the month after a shorter one.
  if (step === 'month') date.setUTCFullYear(year, month - 1 + count, 1);
  if (step === 'year') date.setUTCFullYear(year + count, 0, 1);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999
    ? null
    : date.toISOString().slice(0, LENGTHS[step]);
};

const countOf = (words: string, lang: QuoteLanguage): number | null => {
  if (/^\d+$/.test(words)) return Number(words);
  if (/^(?:une?|an?)$/i.test(words)) return 1;
  const number = readNumberWords(words, lang);
  return number && number.length === words.length && !number.approximate ? number.value : null;
};

/** "Juillet dernier" is the last July before the month of publication, "juillet prochain" the next one after it. */
const namedMonth = (
  text: string,
  lang: QuoteLanguage,
  months: readonly RegExp[],
  published: FuzzyDate,
): string | null => {
  const match = NAMED_MONTH[lang].exec(text);
  if (!match) return null;
  const [name = '', direction = ''] = lang === 'fr' ? [match[1], match[2]] : [match[2], match[1]];
  const month = months.findIndex((each) => new RegExp(`^(?:${each.source})$`, each.flags).test(name)) + 1;
  const current = shifted(published, 'month', 0);
  if (month === 0 || current === null) return null;
  const distance = month - Number(current.slice(5, 7));
  const isPast = /^(?:dernier|last)$/i.test(direction);
  const past = distance < 0 ? distance : distance - 12;
  const future = distance > 0 ? distance : distance + 12;
  return shifted(published, 'month', isPast ? past : future);
};

/**
 * The EDTF of a folded phrase that is relative to the day of writing ("juillet dernier", "d'ici deux ans"), resolved by the
 * date of publication of its document and never by the current date. Null if no rule reads the phrase to its end, or the date
 * of publication is not known finely enough.
 */
export const readRelativeDate = (
  text: string,
  lang: QuoteLanguage,
  months: readonly RegExp[],
  published: FuzzyDate,
): string | null => {
  for (const [pattern, step, amount, kind] of RULES[lang]) {
    const match = pattern.exec(text);
    if (!match) continue;
    const count = typeof amount === 'number' ? amount : countOf(match[1] ?? '', lang);
    if (count === null) return null;
    const date = shifted(published, step, amount === 'past' ? -count : count);
    if (date === null) return null;
    if (kind === 'deadline') return `../${date}`;
    return kind === 'start' ? `${date}/..` : date;
  }
  return namedMonth(text, lang, months, published);
};
