import type { QuoteLanguage } from '../quotes/quote-language';

/** Words around a date, as patterns on a folded phrase. */
export type DatePhrases = {
  readonly months: readonly RegExp[];
  /** Words before a date that do not change its meaning. */
  readonly plain: RegExp;
  readonly deadline: RegExp;
  readonly endOf: RegExp;
  readonly partOf: RegExp;
  readonly about: RegExp;
  readonly before: RegExp;
  readonly after: RegExp;
  /** The days of the week, Sunday first. */
  readonly weekdays: readonly RegExp[];
  readonly since: RegExp;
  readonly until: RegExp;
  readonly between: RegExp;
  readonly betweenClose: RegExp;
  readonly from: RegExp;
  readonly to: RegExp;
  readonly ordinals: readonly RegExp[];
  readonly quarter: RegExp;
  readonly decade: RegExp;
  /** Words relative to the day of writing, which is not known. */
  readonly relative: RegExp;
  /** Words too vague for any date. */
  readonly vague: RegExp;
};

const weekday = (name: string): RegExp => new RegExp(`${name}(?=,? |$)`, 'i');
const word = (source: string): RegExp => new RegExp(`(?:${source})(?= |$)`, 'i');

const FRENCH: DatePhrases = {
  months: [
    'janvier|janv\\.?',
    'février|fevrier|févr?\\.?',
    'mars',
    'avril|avr\\.?',
    'mai',
    'juin',
    'juillet|juil\\.?',
    'août|aout',
    'septembre|sept\\.?',
    'octobre|oct\\.?',
    'novembre|nov\\.?',
    'décembre|decembre|déc\\.?',
  ].map(word),
  plain: /(?:(?:dès |qu')?en|dès|courant|au cours d[eu]|au|du|le|l'année|l'an|mois)(?= )|d(?:e(?= l'an)|e(?= )|')/i,
  deadline:
    /(?:d'ici(?: à)?(?= )|(?:à |pour )?l'horizon(?: de)?(?= )|horizon(?= )|au plus tard(?: (?:en|le|fin))?(?= ))/i,
  endOf: word("(?:à )?(?:la )?fin(?: de)?(?: l'année)?"),
  partOf:
    /(?:(?:au )?début|(?:à )?(?:la )?fin|milieu|courant|(?:en |à |au )?(?:l')?(?:été|printemps|automne|hiver))(?: des?)?(?: l'année)?(?= )|(?:à la )?mi-/i,
  before: word('avant'),
  after: word('après'),
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'].map(weekday),
  about: /(?:vers|environ|autour de|aux alentours de|circa|ca\.|~)(?= |\d)/i,
  since: word('depuis|à partir de|à compter de'),
  until: /(?:jusqu'(?:en|à|au))(?= )/i,
  between: word('entre'),
  betweenClose: word('et'),
  from: word('de|du'),
  to: /(?:à|au|jusqu'en|jusqu'à)(?= )|-/i,
  ordinals: ['premier|1er', 'deuxième|second|2e|2ème', 'troisième|3e|3ème', 'quatrième|4e|4ème'].map(word),
  quarter: word('trimestre(?: d[eu])?'),
  decade: /(?:les |la |dans les )?(?:années|décennie) (\d{3})0/i,
  relative:
    /(?:avant-hier|hier|aujourd'hui|demain|après-demain|maintenant|actuellement|récemment|bientôt|désormais|dernièrement|prochainement|il y a|depuis (?:quelques|plusieurs|peu|une?|deux|trois|\d+)|dans (?:quelques|une?|deux|trois|\d+)|ces dernières|ce (?:mois|matin|soir)|cette (?:année|semaine)|(?:l'|la |le )?(?:an|année|semaine|mois) (?:dernier|dernière|prochain|prochaine|passé|passée)|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: dernier| prochain)?)(?= |$)/i,
  vague:
    /(?:de longue date|depuis (?:longtemps|toujours|des années)|de tout temps|jadis|autrefois|naguère|un jour|à terme|à l'époque|(?:les |dans les )?années \d{2})(?= |$)/i,
};

const ENGLISH: DatePhrases = {
  months: [
    'january|jan\\.?',
    'february|feb\\.?',
    'march|mar\\.?',
    'april|apr\\.?',
    'may',
    'june|jun\\.?',
    'july|jul\\.?',
    'august|aug\\.?',
    'september|sept?\\.?',
    'october|oct\\.?',
    'november|nov\\.?',
    'december|dec\\.?',
  ].map(word),
  plain: word('in|on|during|as early as|the year|the'),
  deadline: word('by|no later than|horizon'),
  endOf: word('(?:the )?end of'),
  partOf:
    /(?:(?:in |at )?(?:early|late|mid|(?:the )?(?:beginning|start|middle|end) of|(?:the )?(?:spring|summer|autumn|fall|winter)(?: of)?)(?= )|mid-)/i,
  before: word('before'),
  after: word('after'),
  weekdays: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map(weekday),
  about: /(?:about|around|circa|ca\.|c\.|~)(?= |\d)/i,
  since: word('since|from|as of|starting(?: in)?'),
  until: word('until|till|up to'),
  between: word('between'),
  betweenClose: word('and'),
  from: word('from'),
  to: /(?:to|until|through)(?= )|-/i,
  ordinals: ['first|1st', 'second|2nd', 'third|3rd', 'fourth|4th'].map(word),
  quarter: word('quarter(?: of)?'),
  decade: /(?:in )?(?:the )?(\d{3})0'?s/i,
  relative:
    /(?:yesterday|today|tonight|tomorrow|now|currently|recently|lately|soon|nowadays|last (?:night|week|month|year|\w+day)|next (?:week|month|year|\w+day)|this (?:week|month|year|morning|evening)|in recent years|for (?:some|a few|several|many|\d+|two|three) \w+|(?:[\w-]+ ){1,3}ago|in (?:a few|two|three|\d{1,2}) \w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?= |$)/i,
  vague:
    /(?:long-standing|longstanding|for a long time|for ages|always|long ago|some day|eventually|(?:in )?(?:the )?'?\d{2}'?s)(?= |$)/i,
};

export const DATE_PHRASES: Record<QuoteLanguage, DatePhrases> = { fr: FRENCH, en: ENGLISH };
