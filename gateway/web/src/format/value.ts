import type { ValueFragment } from '../generated/operations';
import type { Texts } from '../language/en';
import type { Language } from '../language/language';
import { formatFuzzyDate } from './fuzzy-date';
import { formatDecimal, formatMoney, formatShare } from './number';

type Quantity = Extract<ValueFragment, { readonly __typename: 'QuantityValue' }>;

const CURRENCY = /^[A-Z]{3}$/;

const formatAmount = (language: Language, { unit }: Quantity, amount: string): string => {
  if (unit.dimension === 'share' || unit.code === '1') return formatShare(language, amount);
  if (CURRENCY.test(unit.code)) return formatMoney(language, amount, unit.code);
  return formatDecimal(language, amount);
};

/** A quantity without its unit: 30, 60%, ≈ 30, 1,000–1,200, "at least 1,000". */
export const formatQuantity = (language: Language, texts: Texts, quantity: Quantity): string => {
  const { amount, lower, upper, approximate } = quantity;
  const { atLeast, atMost, about } = texts.values;
  const format = (each: string): string => formatAmount(language, quantity, each);
  if (amount !== null) return approximate ? about(format(amount)) : format(amount);
  if (lower !== null && upper !== null) return `${format(lower)}–${format(upper)}`;
  if (lower !== null) return atLeast(format(lower));
  return upper === null ? `« ${quantity.raw} »` : atMost(format(upper));
};

/** What a quantity is counted per: "per platform, per year"; empty if it is a plain count. */
export const formatPer = (texts: Texts, { unit }: Pick<Quantity, 'unit'>): string =>
  unit.perLabels.map(texts.values.per).join(', ');

interface Valued {
  readonly presence: string;
  readonly value: ValueFragment | null;
}

/** The value of a fact as one line of text. Unknown and none are words, never 0. */
export const formatValue = (language: Language, texts: Texts, { presence, value }: Valued): string => {
  if (presence === 'NONE') return texts.values.none;
  if (!value) return texts.values.unknown;
  switch (value.__typename) {
    case 'QuantityValue':
      return [formatQuantity(language, texts, value), formatPer(texts, value)].filter(Boolean).join(' ');
    case 'DateValue':
      return formatFuzzyDate(language, texts, value.date);
    case 'TextValue':
      return value.quoted ? `« ${value.text} »` : value.text;
    case 'EntityValue':
      return value.entity.name;
    case 'BooleanValue':
      return value.value ? texts.values.yes : texts.values.no;
  }
};
