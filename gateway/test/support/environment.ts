import { existsSync } from 'node:fs';
import { readEnvironment } from '@wizness/kernel';
import { z } from 'zod';

/** Removes the variable, as in a shell where it was never set. */
export const removeTelemetryVariable = (): void => {
  delete process.env['APOLLO_TELEMETRY_DISABLED'];
};

/** Path of the Chromium executable. */
export const { CHROMIUM_PATH } = readEnvironment({ CHROMIUM_PATH: z.string().default('/usr/bin/chromium') });

const number = (fallback: number) => z.coerce.number().int().min(0).default(fallback);

/** How many random operations a comparison with the stock executor makes, and its seed. `npm run oracle` sets more. */
export const { ORACLE_RUNS, ORACLE_SEED } = readEnvironment({
  ORACLE_RUNS: number(200),
  ORACLE_SEED: number(20_261_129),
});

export const hasChromium = existsSync(CHROMIUM_PATH);

/** The stock gateway, with which tests compare, exports telemetry unless this variable is set. */
export const disableApolloTelemetry = (): void => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};
