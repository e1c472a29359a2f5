import { compareDecimals, shiftDecimal } from './decimal';
import { type ScaledNumber, UnreadableNumber } from './scaled-number';

export type Range = {
  readonly lower: ScaledNumber;
  readonly upper: ScaledNumber;
  /** What the lower number may mean, if its power of ten is not certain; null if it is. */
  readonly doubt: readonly string[] | null;
};

const order = (a: string | null, b: string | null): number => (a === null || b === null ? -1 : compareDecimals(a, b));

const times = (number: ScaledNumber, power: number): ScaledNumber => ({
  ...number,
  value: number.value === null ? null : shiftDecimal(number.value, power),
  candidates: number.candidates.map((each) => shiftDecimal(each, power)),
});

/**
 * The two ends of a range. The scale, the power of ten and the percentage after the second number count for both where the
 * first number is smaller than the number before that scale: "5 à 10 millions", "deux à trois cents", "10 à 15 %". "2 à
 * 3 000" is read so too, with a doubt. Throws {@link UnreadableNumber} if the first number is the greater one.
 */
export const readRange = (first: ScaledNumber, second: ScaledNumber): Range => {
  if (first.ratio !== 0 && second.ratio === 0) throw new UnreadableNumber('only its first number is a percentage');
  if (first.unit !== null && second.unit === null) throw new UnreadableNumber('only its first number has a unit');
  if (second.isMultiple && second.power === 0 && !first.isMultiple)
    throw new UnreadableNumber('its last words may belong to one number or to both');
  const lower = shareRatio(first, second);
  const shared = sharedPower(first, second);
  const scaled = shared ? times(lower, shared.power) : lower;
  if (order(scaled.value, second.value) > 0)
    throw new UnreadableNumber('its first number is the greater one, so it is not a range');
  const doubt =
    shared && !shared.isWord && lower.value !== null && scaled.value !== null ? [lower.value, scaled.value] : null;
  return { lower: scaled, upper: second, doubt };
};

const shareRatio = (first: ScaledNumber, second: ScaledNumber): ScaledNumber =>
  first.ratio === 0 && second.ratio !== 0
    ? { ...times(first, second.ratio), unit: second.unit }
    : { ...first, unit: second.unit };

/** The power of ten of the second number that the first one shares, or null if it shares none. */
const sharedPower = (first: ScaledNumber, second: ScaledNumber): { power: number; isWord: boolean } | null => {
  if (first.scale > 0 || first.powerIsWord || first.value === null || second.value === null) return null;
  if (compareDecimals(first.value, '0') === 0) return null;
  if (second.scale > 0) {
    const bare = order(first.value, shiftDecimal(second.value, -second.scale - second.ratio));
    if (bare === 0) throw new UnreadableNumber('its scale may belong to one number or to both');
    return bare < 0 ? { power: second.scale, isWord: true } : null;
  }
  if (second.power === 0 || second.lead === null || order(first.value, second.lead) >= 0) return null;
  return { power: second.power, isWord: second.powerIsWord };
};
