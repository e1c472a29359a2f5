/** Ratings at the mean of its kind that are added to those of a subject: a few perfect ones must not outrank many good ones. */
const PRIOR_WEIGHT = 10;

/** The mean of a kind that is not computed yet: the middle of the scale. */
export const NEUTRAL_SCORE = 3;

/** Fewer ratings say little: such subjects come after all others. */
const MIN_RATINGS = 3;

/** SQL of the mean of the kind of rows called `summary`. */
const MEAN = `coalesce((SELECT mean FROM rating_means means WHERE means.kind = summary.kind), ${NEUTRAL_SCORE})`;

/**
 * SQL of the Bayesian average of rows called `summary`, with what is added to their count and sum, and the mean
 * of their kind. Rounded, because a cursor holds
 * the value in decimal and it must compare as equal afterwards.
 */
export const bayesianAverage = (addedCount = '0', addedSum = '0', mean = MEAN): string =>
  `round((${PRIOR_WEIGHT} * ${mean} + summary.sum + ${addedSum}) / CAST(${PRIOR_WEIGHT} + summary.count + ${addedCount} AS numeric), 6)`;

/** SQL of 1 for a summary with enough ratings to rank it, else 0. An index has it. `count` is the column. */
export const hasEnoughRatings = (count: string): string => `CASE WHEN ${count} >= ${MIN_RATINGS} THEN 1 ELSE 0 END`;
