import type { QuoteLanguage } from '../quotes/quote-language';

/** What stands around a number, as patterns on a folded phrase. A word that is in no pattern gets no meaning. */
export type QuantityPhrases = {
  readonly approximate: RegExp;
  readonly approximateAfter: RegExp;
  readonly atLeast: RegExp;
  readonly atLeastAfter: RegExp;
  readonly atMost: RegExp;
  readonly atMostAfter: RegExp;
  /** Opens a range, and then wants `rangeClose` between its numbers. */
  readonly between: RegExp;
  readonly betweenClose: RegExp;
  readonly from: RegExp;
  readonly to: RegExp;
  readonly vague: RegExp;
  readonly none: RegExp;
  readonly percent: RegExp;
  readonly euro: RegExp;
  /** Words that follow a number and change it, so that it can not be read alone. */
  readonly alters: RegExp;
};

const FRENCH: QuantityPhrases = {
  approximate:
    /(?:environ|près d(?:e |')|à peu près|autour d(?:e |')|de l'ordre d(?:e |')|quelque (?=\d)|presque|~|≈|±)/i,
  approximateAfter: /(?:environ|à peu près)(?= |$)/i,
  atLeast: /(?:plus d(?:e |')|au moins|à partir d(?:e |')|au-delà d(?:e |')|au minimum|minimum|>=?|≥)/i,
  atLeastAfter: /(?:et plus|ou plus|au moins|au minimum|minimum|\+)(?= |$)/i,
  atMost: /(?:moins d(?:e |')|jusqu'à|au plus|au maximum|maximum|<=?|≤)/i,
  atMostAfter: /(?:au plus|au maximum|maximum|et moins|ou moins)(?= |$)/i,
  between: /entre(?= )/i,
  betweenClose: /et(?= )/i,
  from: /de(?= )/i,
  to: /(?:à|jusqu'à|ou(?! plus| moins))(?= )|-/i,
  vague:
    /(?:(?:de )?(?:très )?nombreu(?:x|ses)|une? (?:(?:certain|grand|petit) nombre|partie|majorité|minorité)|plusieurs|quelques|certaine?s|beaucoup|la plupart|la majorité|une poignée|(?:des|plusieurs|quelques) (?:dizaines|centaines|milliers|millions)|de plus en plus|divers(?:es)?|différente?s)(?= |$)/i,
  none: /(?:aucune?|nul(?:le)?)(?= |$)|pas d(?:e |')/i,
  percent: /(?:%|pour cent|p\. ?100)/i,
  euro: /(?:€|EUR|d'euros?|euros?)(?= |$)/i,
  alters: /(?:^| )(?:fois|sur|moins|plus|dizaines?|douzaines?|centaines?)(?: |$)/i,
};

const ENGLISH: QuantityPhrases = {
  approximate: /(?:about|around|approximately|approx\.?|roughly|nearly|almost|some (?=\d)|close to|circa|~|≈|±)/i,
  approximateAfter: /(?:or so|approximately)(?= |$)/i,
  atLeast: /(?:more than|at least|over|above|no fewer than|no less than|a minimum of|upwards of|>=?|≥)/i,
  atLeastAfter: /(?:or more|and more|at least|minimum|\+)(?= |$)/i,
  atMost: /(?:less than|fewer than|under|below|at most|up to|no more than|a maximum of|<=?|≤)/i,
  atMostAfter: /(?:or less|or fewer|at most|maximum)(?= |$)/i,
  between: /between(?= )/i,
  betweenClose: /and(?= )/i,
  from: /from(?= )/i,
  to: /(?:to|up to|or(?! more| less| fewer| so))(?= )|-/i,
  vague:
    /(?:(?:very |a great )?many|several|some|numerous|a few|few|most|a handful|a lot|lots|a number|dozens|hundreds|thousands|millions|various|more and more|a majority|the majority)(?= |$)/i,
  none: /(?:no|none|not any)(?= |$)/i,
  percent: /(?:%|per ?cent)/i,
  euro: /(?:€|EUR|euros?)(?= |$)/i,
  alters: /(?:^| )(?:times|out of|less|fewer|more|dozens?|hundreds?)(?: |$)/i,
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

/** Letters for powers of ten, which count only beside a currency: "5 M" alone may be metres. */
export const CURRENCY_SCALES: readonly (readonly [RegExp, number])[] = [
  [/[kK](?= |$|€|EUR)/, 3],
  [/(?:M|mn|m)(?= |$|€|EUR)/, 6],
  [/(?:Mds?|bn)(?= |$|€|EUR)/, 9],
];
