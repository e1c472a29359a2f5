import { readEnvironment } from '@wizness/kernel';
import { z } from 'zod';

const number = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

/** How many random operations the comparison with the stock executor makes, and its seed. `npm run oracle` sets more. */
export const { ORACLE_RUNS, ORACLE_SEED, CACHE_READS } = readEnvironment({
  ORACLE_RUNS: number(100),
  ORACLE_SEED: number(20_261_129),
  /** How often each client with a normalised cache reads. */
  CACHE_READS: number(200),
});

/** The stock gateway, with which tests compare, exports telemetry unless this variable is set. */
export const disableApolloTelemetry = (): void => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
