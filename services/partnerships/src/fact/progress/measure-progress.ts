import { compareDecimals, subtractDecimals } from '../../parsing/numbers/decimal';
import { TargetState } from './target-progress.enums';

/** A quantity: exact if both ends are equal. A decimal string each; null: an open end. */
interface Range {
  readonly lower: string | null;
  readonly upper: string | null;
}

/** A quantity and the first and the last day on which it may begin to hold. Days are ISO 8601; null: not known. */
export interface Measured extends Range {
  readonly earliest: string | null;
  readonly latest: string | null;
}

export interface TargetFigures {
  readonly target: Range;
  /** The last day on which the target may be due. Null: no due date. */
  readonly due: string | null;
  readonly baseline: Measured | null;
  /** The last value measured on `day` or before. */
  readonly actual: Measured | null;
  /** The last of these that was measured on the due date or before. */
  readonly actualInTime: Measured | null;
  readonly higherIsBetter: boolean | null;
  /** The day of the question. */
  readonly day: string;
}

export interface Progress {
  readonly attainment: number | null;
  readonly progress: number | null;
  readonly remaining: string | null;
  readonly state: TargetState;
}

type Direction = 'RISING' | 'FALLING' | null;

const isExact = ({ lower, upper }: Range): boolean =>
  lower !== null && upper !== null && compareDecimals(lower, upper) === 0;

/** Towards the target from the baseline; if that does not say it, the better side of the property. */
const directionOf = ({ target, baseline, higherIsBetter }: TargetFigures): Direction => {
  const isAbove = (a: string | null, b: string | null): boolean =>
    a !== null && b !== null && compareDecimals(a, b) > 0;
  if (baseline && isAbove(target.lower, baseline.upper)) return 'RISING';
  if (baseline && isAbove(baseline.lower, target.upper)) return 'FALLING';
  if (higherIsBetter === null) return null;
  return higherIsBetter ? 'RISING' : 'FALLING';
};

/**
 * The end of the target that is reached first, and the end of a measured value that is farthest from it: a promise of 25 to
 * 30 is kept at 25, and 25 to 35 measured counts as 25. Without a direction, only exact values have such an end.
 */
const decisiveEnd = ({ lower, upper }: Range, direction: Direction): string | null => {
  if (direction === null) return isExact({ lower, upper }) ? lower : null;
  return direction === 'RISING' ? lower : upper;
};

const isReached = (actual: Range, target: Range, direction: Direction): boolean => {
  if (direction === null) {
    const { lower, upper } = actual;
    if (lower === null || upper === null) return false;
    const isWithinLower = target.lower === null || compareDecimals(lower, target.lower) >= 0;
    return isWithinLower && (target.upper === null || compareDecimals(upper, target.upper) <= 0);
  }
  const [reached, near] = [decisiveEnd(actual, direction), decisiveEnd(target, direction)];
  if (reached === null || near === null) return false;
  return direction === 'RISING' ? compareDecimals(reached, near) >= 0 : compareDecimals(reached, near) <= 0;
};

const isZero = (decimal: string): boolean => compareDecimals(decimal, '0') === 0;

/** Exact up to the division. Null if `denominator` is 0. Adding 0 makes 0 of -0. */
const quotient = (numerator: string, denominator: string): number | null =>
  isZero(denominator) ? null : Number(numerator) / Number(denominator) + 0;

/** The part of the way from the baseline to the target. Null without an exact baseline, or if both are equal. */
const progressOf = (actual: Range | null, { target, baseline }: TargetFigures, direction: Direction): number | null => {
  const near = decisiveEnd(target, direction);
  const reached = actual && decisiveEnd(actual, direction);
  if (near === null || reached === null || !baseline?.lower || !isExact(baseline)) return null;
  return quotient(subtractDecimals(reached, baseline.lower), subtractDecimals(near, baseline.lower));
};

const MILLISECONDS_PER_DAY = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY;

/**
 * The part of the time from the baseline to the due date that had passed when the value was measured, 0 to 1, by the most
 * lenient reading of uncertain days. Null if one of the days is not known, or the target was due before the baseline.
 */
const neededProgress = ({ due, baseline, actualInTime }: TargetFigures): number | null => {
  if (!due || !baseline?.latest || !actualInTime?.earliest || due <= baseline.latest) return null;
  const part = daysBetween(baseline.latest, actualInTime.earliest) / daysBetween(baseline.latest, due);
  return Math.min(1, Math.max(0, part));
};

const stateOf = (figures: TargetFigures, direction: Direction): TargetState => {
  const { target, due, actual, actualInTime, day } = figures;
  const isOver = due !== null && day > due;
  if (!actual) return TargetState.NO_DATA;
  if (actualInTime && isReached(actualInTime, target, direction)) return TargetState.ACHIEVED;
  if (isOver) return actualInTime ? TargetState.MISSED : TargetState.NO_DATA;
  const [progress, needed] = [progressOf(actualInTime, figures, direction), neededProgress(figures)];
  if (progress === null || needed === null) return TargetState.NOT_DUE;
  return progress >= needed ? TargetState.ON_TRACK : TargetState.BEHIND;
};

/** How far a target was reached on a day. The figures are those of the last value; the state is that of the due date. */
export const measureProgress = (figures: TargetFigures): Progress => {
  const direction = directionOf(figures);
  const near = decisiveEnd(figures.target, direction);
  const reached = figures.actual && decisiveEnd(figures.actual, direction);
  const isMeasured = near !== null && reached !== null;
  return {
    attainment: isMeasured ? quotient(reached, near) : null,
    progress: progressOf(figures.actual, figures, direction),
    remaining: isMeasured ? subtractDecimals(near, reached) : null,
    state: stateOf(figures, direction),
  };
};
