import { existsSync } from 'node:fs';
import { readEnvironment } from '@wizness/kernel';
import { z } from 'zod';

/** Removes the variable, as in a shell where it was never set. */
export const removeTelemetryVariable = (): void => {
  delete process.env['APOLLO_TELEMETRY_DISABLED'];
};

/** Path of the Chromium executable. */
export const { CHROMIUM_PATH } = readEnvironment({ CHROMIUM_PATH: z.string().default('/usr/bin/chromium') });

export const hasChromium = existsSync(CHROMIUM_PATH);
