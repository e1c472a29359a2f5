/** ISO 4217 codes by what a text writes next to an amount, as patterns on a folded phrase, the more specific first. */
export const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/(?:€|(?:d')?euros?(?= |$)|EUR(?= |$))/i, 'EUR'],
  [/(?:US ?\$|\$ ?US|USD(?= |$)|(?:de )?dollars? américains?(?= |$)|US dollars?(?= |$))/i, 'USD'],
  [/(?:C\$|CA\$|\$ ?CA|CAD(?= |$)|(?:de )?dollars? canadiens?(?= |$)|Canadian dollars?(?= |$))/i, 'CAD'],
  [/(?:\$|(?:de )?dollars?(?= |$))/i, 'USD'],
  [/(?:£|GBP(?= |$)|(?:de )?livres? sterling(?= |$)|(?:pounds?|pounds? sterling)(?= |$))/i, 'GBP'],
  [/(?:CHF(?= |$)|(?:de )?francs? suisses?(?= |$)|Swiss francs?(?= |$))/i, 'CHF'],
  [/(?:FCFA|F ?CFA|XOF|(?:de )?francs? CFA)(?= |$)/i, 'XOF'],
  [/(?:de )?francs?(?= |$)|FRF(?= |$)/i, 'FRF'],
  [/(?:¥|JPY(?= |$)|(?:de )?yens?(?= |$))/i, 'JPY'],
  [/(?:CNY|(?:de )?yuans?|renminbi)(?= |$)/i, 'CNY'],
  // ISO 4217: no currency. Any other currency sign, which is not one of the above.
  [/\p{Sc}/u, 'XXX'],
];
