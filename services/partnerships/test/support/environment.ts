import { readEnvironment, settings } from '@wizness/kernel';

const BELOW = 2 ** 31;
const wholeNumber = settings.wholeNumber({ min: 0, max: BELOW - 1 });

/**
 * Settings of property tests. PROPERTY_FACTOR multiplies their runs, which are few in CI; PROPERTY_SEED repeats a run, whose
 * seed is in the message of its failure.
 */
export const { PROPERTY_FACTOR, PROPERTY_SEED } = readEnvironment({
  PROPERTY_FACTOR: settings.wholeNumber({ min: 1, max: 10_000 }).default(1),
  PROPERTY_SEED: wholeNumber.default(() => Math.trunc(Math.random() * BELOW)),
});

/** Of a property test, in milliseconds: an hour for each of the factor, up to what timers can wait. */
export const PROPERTY_TIMEOUT = Math.min(3_600_000 * PROPERTY_FACTOR, BELOW - 1);
