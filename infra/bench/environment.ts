/** The stock gateway exports telemetry unless this variable is set. */
export const disableApolloTelemetry = (): void => {
  process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
};

/** The environment of a process that is measured: that of the image. */
export const productionEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: 'production',
  NODE_OPTIONS: '--max-semi-space-size=64',
});

/** Where the data of a benchmark are kept for the next run. Undefined: they are removed. */
export const keptDataFolder = (): string | undefined => process.env['DATA_DIR'];
