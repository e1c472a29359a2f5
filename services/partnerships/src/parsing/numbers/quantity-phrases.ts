import type { QuoteLanguage } from '../quotes/quote-language';

/** The words around a number, as patterns on a folded phrase. A word that is in no pattern has no meaning here. */
export type QuantityPhrases = {
  readonly approximate: RegExp;
  readonly approximateAfter: RegExp;
  readonly atLeast: RegExp;
  readonly atLeastAfter: RegExp;
  readonly atMost: RegExp;
  readonly atMostAfter: RegExp;
  /** Opens a range, and then requires `betweenClose` between its numbers. */
  readonly between: RegExp;
  readonly betweenClose: RegExp;
  readonly from: RegExp;
  readonly to: RegExp;
  readonly determiner: RegExp;
  readonly vague: RegExp;
  readonly none: RegExp;
  readonly percent: RegExp;
  readonly permille: RegExp;
  /** "et demi" after a number or its scale: half of that more. */
  readonly andHalf: RegExp;
  /** "demi" before a scale: "un demi-million". */
  readonly halfOfScale: RegExp;
};

const FRENCH: QuantityPhrases = {
  approximate:
    /(?:environ|approximativement|près d(?:e |')|à peu près|aux alentours d(?:e |')|autour d(?:e |')|de l'ordre d(?:e |')|quelque (?=\d)|presque|~|≈|±)/i,
  approximateAfter: /(?:environ|à peu près|approximativement|et quelques?)(?= |$)/i,
  atLeast:
    /(?:plus d(?:e |')|au moins|à partir d(?:e |')|au-delà d(?:e |')|au minimum|minimum|pas moins d(?:e |')|>=?|≥)/i,
  atLeastAfter: /(?:et plus|ou plus|au moins|au minimum|minimum|au bas mot|\+)(?= |$)/i,
  atMost: /(?:moins d(?:e |')|jusqu'à|au plus|au maximum|maximum|pas plus d(?:e |')|<=?|≤)/i,
  atMostAfter: /(?:(?:tout )?au plus|au maximum|maximum|et moins|ou moins)(?= |$)/i,
  between: /entre(?= )/i,
  betweenClose: /et(?= (?!demi|quelques))/i,
  from: /de(?= )/i,
  to: /(?:à|jusqu'à|ou(?! plus| moins))(?= )|-(?= ?[\d€$£])/i,
  determiner: /(?:les|ces|ses|nos|leurs)(?= )/i,
  vague:
    /(?:(?:de )?(?:très )?nombreu(?:x|ses)|une? (?:(?:certain|grand|petit) nombre|partie|majorité|minorité)|plusieurs|quelques|certaine?s|beaucoup|la plupart|la majorité|une poignée|(?:des|plusieurs|quelques) (?:dizaines|centaines|milliers|millions)|de plus en plus|divers(?:es)?|différente?s)(?= |$)/i,
  none: /(?:aucune?|nul(?:le)?)(?= |$)|pas d(?:e |')/i,
  percent: /(?:%|pour ?cents?(?= |$)|p\. ?100)/i,
  permille: /(?:‰|pour mille(?= |$))/i,
  andHalf: /et demie?(?= |$)/i,
  halfOfScale: /(?:un |une )?demi[ -](?=millier|million|milliard)/i,
};

const ENGLISH: QuantityPhrases = {
  approximate:
    /(?:about|around|approximately|approx\.?|roughly|nearly|almost|some (?=\d)|close to|circa|in the region of|~|≈|±)/i,
  approximateAfter: /(?:or so|odd|approximately)(?= |$)|-odd(?= )/i,
  atLeast:
    /(?:more than|at least|over|above|no fewer than|no less than|a minimum of|upwards of|from (?=\S+ up)|>=?|≥)/i,
  atLeastAfter: /(?:or more|and more|at least|minimum|plus|\+)(?= |$)|-plus(?= )/i,
  atMost: /(?:less than|fewer than|under|below|at most|up to|no more than|a maximum of|<=?|≤)/i,
  atMostAfter: /(?:or less|or fewer|at most|maximum)(?= |$)/i,
  between: /between(?= )/i,
  betweenClose: /and(?= (?!a half))/i,
  from: /from(?= )/i,
  to: /(?:to|up to|or(?! more| less| fewer| so))(?= )|-(?= ?[\d€$£])/i,
  determiner: /(?:the|these|its|our|their|all)(?= )/i,
  vague:
    /(?:(?:very |a great )?many|several|some|numerous|a few|few|most|a handful|a lot|lots|a number|dozens|hundreds|thousands|millions|various|more and more|a majority|the majority)(?= |$)/i,
  none: /(?:no|none|not any)(?= |$)/i,
  percent: /(?:%|per ?cent(?= |$))/i,
  permille: /(?:‰|per mille(?= |$))/i,
  andHalf: /and a half(?= |$)/i,
  halfOfScale: /half a (?=thousand|million|billion)|a half[ -](?=thousand|million|billion)/i,
};

export const QUANTITY_PHRASES: Record<QuoteLanguage, QuantityPhrases> = { fr: FRENCH, en: ENGLISH };

/** Words for powers of ten, after a number. */
export const SCALES: Record<QuoteLanguage, readonly (readonly [RegExp, number])[]> = {
  fr: [
    [/(?:mille|milliers?)(?= |$)/i, 3],
    [/millions?(?= |$)/i, 6],
    [/milliards?(?= |$)/i, 9],
  ],
  en: [
    [/thousand(?= |$)/i, 3],
    [/million(?= |$)/i, 6],
    [/billion(?= |$)/i, 9],
  ],
};

/** Words that name one power of ten on the short scale and another on the long one, with both. */
export const AMBIGUOUS_SCALES: Record<QuoteLanguage, readonly (readonly [RegExp, readonly [number, number]])[]> = {
  fr: [
    [/billions?(?= |$)/i, [9, 12]],
    [/trillions?(?= |$)/i, [12, 18]],
  ],
  en: [[/trillion(?= |$)/i, [12, 18]]],
};

const BEFORE_CURRENCY = "(?= |$|€|\\$|£|eur|d'euros?)";

/** Abbreviations of powers of ten, which count only next to a currency: "5 M" alone may be metres. */
export const CURRENCY_SCALES: Record<QuoteLanguage, readonly (readonly [RegExp, number])[]> = {
  fr: [
    [new RegExp(`k${BEFORE_CURRENCY}`, 'i'), 3],
    [new RegExp(`(?:M|Mio\\.?|mio\\.?|mln)${BEFORE_CURRENCY.replace('eur', '[eE][uU][rR]')}`), 6],
    [new RegExp(`(?:mds?|mrds?|mlds?)\\.?${BEFORE_CURRENCY}`, 'i'), 9],
  ],
  en: [
    [new RegExp(`k${BEFORE_CURRENCY}`, 'i'), 3],
    [new RegExp(`(?:m|mn|mln)${BEFORE_CURRENCY}`, 'i'), 6],
    [new RegExp(`(?:bn|b)${BEFORE_CURRENCY}`, 'i'), 9],
  ],
};
