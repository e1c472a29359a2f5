import type { QuoteLanguage } from '../quotes/quote-language';
import { containsNumberWords } from './number-words';
import { looksLikeScale } from './scale-words';

/**
 * What follows a number: nothing, or what is counted. `unit` is the code of the unit that the words name, or the noun of a
 * measure that no unit here has ("tonnes"); null if they are another noun.
 */
export type CountedNoun = { readonly words: string; readonly unit: string | null };

/** Nouns of units, singular. */
const UNIT_NOUNS: ReadonlyMap<string, string> = new Map([
  ...['personne', 'person', 'people'].map((noun) => [noun, 'person'] as const),
  ...['plateforme', 'plate-forme', 'platform'].map((noun) => [noun, 'platform'] as const),
  ...['garage'].map((noun) => [noun, 'garage'] as const),
  ...['réparation', 'repair'].map((noun) => [noun, 'repair'] as const),
  ...['an', 'année', 'year'].map((noun) => [noun, 'year'] as const),
  ...['euro'].map((noun) => [noun, 'EUR'] as const),
]);

/** Nouns of measures: a number of these counts no things. */
const MEASURES = new Set(
  `mètre kilomètre centimètre millimètre hectare are tonne kilo kilogramme gramme quintal litre hectolitre heure minute
  seconde jour journée semaine mois trimestre semestre siècle degré watt kilowatt mégawatt gigawatt point calorie octet
  metre meter kilometre kilometer mile acre ton gram kilogram liter hour second day week month quarter decade century
  degree percent dollar pound franc yen yuan centime cent rouble ruble dirham dinar zloty couronne krone krona peso rupee
  roupie bitcoin shilling byte bit lire peseta foot feet inch inches yard furlong carat ounce once pint gallon knot nœud noeud lieue fortnight millennium millénaire
  wattheure watt-heure volt ampère ampere newton pascal joule hertz décibel decibel penny pennie pence lira riyal forint
  naira hryvnia shekel florin stère baril barrel bushel lux lumen becquerel kelvin sievert arpent toise fathom coulomb
  candela pouce perche parsec méga giga téra lightyear manhour vapeur quintaux`.split(/\s+/),
);
const METRIC_PREFIX = /^(?:kilo|hecto|déca|deca|déci|deci|centi|milli|micro|nano|méga|mega|giga|téra|tera)-?/;

/** Words that join the parts of a noun phrase. */
const CONNECTORS = new Set('de du des en à au aux la le les un une of the in for with avec pour dans from'.split(' '));

/** Words after a number that change it, repeat it, add another one, or make it a rate. A noun phrase has none of them. */
const NOT_NOUNS = new Set(
  `par chaque per each every fois times sur plus moins more less fewer autres autre other others additional supplémentaire
  supplémentaires extra further hausse baisse increase decrease et ou and or mais but sauf hors except excluding sans
  without voire presque environ about around mensuel mensuels mensuelle mensuelles annuel annuels annuelle annuelles
  hebdomadaire hebdomadaires quotidien quotidiens quotidienne quotidiennes trimestriel trimestriels trimestrielle
  trimestrielles monthly yearly annual annually weekly daily quarterly demi demie quart quarts tiers half halves third thirds quarters quelques
  mio mrd mds mln pct kwh mwh gwh twh tep pas non not deux-tiers ème eme ième nième score
  top numéro rang place old odd tout moyenne average percentage basis pourcentage googols gross
  carrés près prévus prévues manquants manquantes potentiels potentielles peut-être selon soit plutôt moitiés myriades
  short planned needed missing instead down shy apiece hence
  later below above behind man-days percentiles bis ter quater équivalent équivalents equivalent equivalents minimum maximum
  minimal minimale maximal maximale mot minus upwards ago premier première premiers premières dernier dernière derniers
  dernières first last max maxi min mini tops thereabouts something louche mieux pire trop grosso too few many net nets nette
  nettes`.split(/\s+/),
);

/** After a number, a month makes it a day: "12 mars". */
const MONTHS = new Set(
  `janvier février mars avril mai juin juillet août septembre octobre novembre décembre`.split(' '),
);

/** "en gros" says that a number is about right. "Gros" alone is an adjective. */
const ROUGHLY = /(?:^| )en gros(?: |$)/;

/** Nouns of several persons: a number of them is no number of persons. */
const GROUPS = new Set(
  `couple famille foyer ménage groupe équipe paire duo trio binôme tandem fratrie classe promotion association entreprise
  family families household group team pair crew class classes company companies`.split(/\s+/),
);

/** Nouns of periods, in both numbers. After what is counted they make it a rate: "30 personnes à l'année". */
const PERIODS = new Set(
  `heure heures jour jours journée journées nuit nuits semaine semaines mois trimestre trimestres semestre semestres an ans
  année années hour hours day days night nights week weeks month months quarter quarters year years`.split(/\s+/),
);

/** Parts of a whole ("millionièmes", "twentieths"), and money that is joined to a prefix ("kilo-euros"). */
const PART_OR_MONEY = /ièmes?$|(?:tieth|teenth|hundredth|thousandth|millionth)s?$|euros?$|dollars?$/;

/** Adverbs of manner and frequency ("annuellement", "annually") qualify the number. A noun after a connector is none. */
const ADVERB: Record<QuoteLanguage, RegExp> = { fr: /ment$/, en: /(?<!^(?:fami|elder|assemb|supp|rep|f))ly$/ };

/** French plurals, and English ones. A few English plurals have no final s. */
const PLURAL: Record<QuoteLanguage, RegExp> = {
  fr: /[sxz]$/,
  en: /(?:s|men|people|children|folk|fish|sheep|deer|cattle|feet|teeth|mice|geese|aircraft|staff|youth|crew|police|clergy|offspring|alumni|criteria|data|media|phenomena)$/,
};

/** What may follow a noun in the plural and is none itself: "30 agriculteurs bio", "30 people trained". */
const AFTER_PLURAL: Record<QuoteLanguage, RegExp> = {
  fr: /^(?:bio|cargo|diesel|internet|pilote|déjà|environ|ensemble|dehors|là-bas|ici)$/,
  en: /(?:ed|ing)$|^(?:alike|together|worldwide|nationwide|online|overall|altogether|there|here|strong|took|came|made)$/,
};
const INVARIABLE = /^(?:sans-\p{Ll}+|porte-\p{Ll}+|hors-\p{Ll}+|après-midi|abri)$/u;

/**
 * Whether the noun phrase before its first connector is in the plural, which a number of two or more requires. A word in the
 * singular after it is no part of it, and may change the number: "30 personnes maxi".
 */
const isPlural = (words: readonly string[], lang: QuoteLanguage): boolean => {
  const end = words.findIndex((word) => CONNECTORS.has(word));
  const nouns = end < 0 ? words : words.slice(0, end);
  const last = nouns.findLastIndex(
    (noun) => ACRONYMS.test(noun) || INVARIABLE.test(noun) || noun.split('-').some((part) => PLURAL[lang].test(part)),
  );
  return last >= 0 && nouns.slice(last + 1).every((word) => AFTER_PLURAL[lang].test(word));
};

const ACRONYMS = /^(?:PME|TPE|ETI|ONG|CDI|CDD|SME|SMEs|NGO|NGOs|PMEs|ONGs)$/;
/** An abbreviation of a measure has none: "kms", "cts". */
const VOWEL = /[aeiouy]/;
const WORD = /^\p{Ll}[\p{Ll}'-]+$/u;
const MAX_WORDS = 6;

const singular = (word: string): string => word.replace(/(?<=..)s$/, '');

/** A measure, or several joined by hyphens: "demi-journées", "passagers-kilomètres". */
const isMeasureNoun = (noun: string): boolean =>
  [noun, noun.replace(METRIC_PREFIX, ''), ...noun.split('-')].some(
    (each) => MEASURES.has(each) || MEASURES.has(singular(each)) || (each !== noun && PERIODS.has(each)),
  );

/** After what is counted it makes the number a rate: "30 arbres à l'hectare". */
const isMeasure = (word: string): boolean => PERIODS.has(word) || isMeasureNoun(word);

/**
 * Reads the words after a number; null if they may change the number, so that the phrase cannot be read. Accepts only plain
 * words in lower case (and a few acronyms) that are known not to be a scale, a rate, a comparison or another number.
 */
export const readCountedNoun = (
  tail: string,
  lang: QuoteLanguage,
  { isSeveral = false }: { readonly isSeveral?: boolean } = {},
): CountedNoun | null => {
  if (tail === '') return { words: '', unit: null };
  if (containsNumberWords(tail, lang) || ROUGHLY.test(tail)) return null;
  const spaced = tail.replace(/(?<![\p{L}-])([dl])'(?=\p{L})/gu, '$1e ');
  const words = spaced.split(' ').filter((word, index) => !(index === 0 && /^(?:de|des|of)$/.test(word)));
  if (words.length === 0 || words.length > MAX_WORDS) return null;
  const isPlain = (word: string, index: number): boolean => {
    if (CONNECTORS.has(word)) return true;
    const isAfterConnector = CONNECTORS.has(words[index - 1] ?? '');
    const isFirst = words.slice(0, index).every((each) => CONNECTORS.has(each));
    if (isFirst && MONTHS.has(word)) return false;
    if (!isFirst && (isMeasure(word) || (!isAfterConnector && ADVERB[lang].test(word)))) return false;
    return (
      (word.length > 2 || UNIT_NOUNS.has(word)) &&
      ((WORD.test(word) && VOWEL.test(word.normalize('NFD'))) || ACRONYMS.test(word)) &&
      !NOT_NOUNS.has(word) &&
      !looksLikeScale(word) &&
      (UNIT_NOUNS.has(singular(word)) || !PART_OR_MONEY.test(word))
    );
  };
  const [noun = ''] = words.filter((word) => !CONNECTORS.has(word));
  if (noun === '' || !words.every(isPlain) || CONNECTORS.has(words.at(-1) ?? '')) return null;
  if (isSeveral && !isPlural(words, lang)) return null;
  const single = singular(noun);
  if (isMeasureNoun(noun)) return { words: tail, unit: noun };
  return { words: tail, unit: UNIT_NOUNS.get(single) ?? UNIT_NOUNS.get(noun) ?? null };
};

/** Whether the words after a share name one measure, of which it is a part: "trois quarts d'heure", "half of a year". */
export const isPartOfOne = (words: string): boolean => {
  const noun = /^(?:de |d'|of )(?:une? |an? |one )?(\p{L}+)$/iu.exec(words)?.[1] ?? '';
  return isMeasure(noun) && /^mois$|[^sx]$/.test(noun);
};

/** Units of things that are counted one by one: all but shares, years and currencies. */
const isCountingUnit = (unit: string): boolean => unit !== '1' && unit !== 'year' && !/^[A-Z]{3}$/.test(unit);

const isGroup = (counted: string): boolean => {
  const [noun = ''] = counted.split(' ').filter((word) => !CONNECTORS.has(word));
  return GROUPS.has(noun) || GROUPS.has(singular(noun));
};

/**
 * Whether a quantity can be of `unit`: its words name that unit, or none, or a noun that is not another unit and can be
 * counted. The unit `item` also takes the nouns of other counting units.
 */
export const isOfUnit = (
  { unitHint, counted }: { unitHint: string | null; counted: string },
  unit: string,
): boolean => {
  if (unitHint === null) return counted === '' || (isCountingUnit(unit) && !(unit === 'person' && isGroup(counted)));
  return (
    unitHint === unit || (unit === 'item' && [...UNIT_NOUNS.values()].includes(unitHint) && isCountingUnit(unitHint))
  );
};
