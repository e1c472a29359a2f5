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
  const other = shared && !shared.isWord ? scaled : maybeScaled(lower, second);
  const doubt = other && lower.value !== null && other.value !== null ? [lower.value, other.value] : null;
  return { lower: scaled, upper: second, doubt };
};

const shareRatio = (first: ScaledNumber, second: ScaledNumber): ScaledNumber =>
  first.ratio === 0 && second.ratio !== 0
    ? { ...times(first, second.ratio), unit: second.unit }
    : { ...first, unit: second.unit };

/**
 * The first number with a power of ten that is not certain, as in "2 à 3 500" (2000 to 3500) and "500 à 1 million" (500 000 to
 * a million). Null if the first number is too great for that, or is written out itself.
 */
const maybeScaled = (first: ScaledNumber, second: ScaledNumber): ScaledNumber | null => {
  if (first.scale > 0 || first.power > 0 || first.value === null || second.value === null) return null;
  if (!/^[1-9]\d{0,2}(?:\.\d+)?$/.test(first.value)) return null;
  if (second.scale > 3)
    return compareDecimals(first.value, shiftDecimal(second.value, -second.scale)) >= 0
      ? times(first, second.scale - 3)
      : null;
  const groups = /^(\d{1,3})((?:\d{3})+)$/.exec(second.value);
  const isGrouped = /[ ,'\p{L}]/u.test(second.raw);
  if (!groups || !isGrouped || second.power > 0 || order(first.value, groups[1] ?? '') > 0) return null;
  return times(first, groups[2]?.length ?? 0);
};

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
