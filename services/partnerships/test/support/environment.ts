import { readEnvironment, settings } from '@wizness/kernel';

/** Multiplies the runs of property tests, which are few in CI. */
export const { PROPERTY_FACTOR } = readEnvironment({
  PROPERTY_FACTOR: settings.wholeNumber({ min: 1, max: 10_000 }).default(1),
});

/** Of a property test, in milliseconds: an hour for each of the factor, up to what timers can wait. */
export const PROPERTY_TIMEOUT = Math.min(3_600_000 * PROPERTY_FACTOR, 2 ** 31 - 1);
