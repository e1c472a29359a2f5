import { readEnvironment, settings } from '@wizness/kernel';
import fc from 'fast-check';

const { PROPERTY_SEED } = readEnvironment({
  PROPERTY_SEED: settings.wholeNumber({ min: 0, max: 2 ** 31 - 1 }).default(20_261_130),
});

/** Property tests draw the same values in every run, so that a test fails only for a change. PROPERTY_SEED draws others. */
fc.configureGlobal({ seed: PROPERTY_SEED });
