import { existsSync } from 'node:fs';
import { readEnvironment } from '@wizness/kernel';
import { z } from 'zod';

/** As in a shell where nobody has heard of the variable. */
export const forgetTelemetrySetting = (): void => {
  delete process.env['APOLLO_TELEMETRY_DISABLED'];
};

/** Where a Chromium is looked for. */
export const { CHROMIUM_PATH } = readEnvironment({ CHROMIUM_PATH: z.string().default('/usr/bin/chromium') });

export const hasChromium = existsSync(CHROMIUM_PATH);
