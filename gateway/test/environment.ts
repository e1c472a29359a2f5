/** As in a shell where nobody has heard of the variable. */
export const forgetTelemetrySetting = (): void => {
  delete process.env['APOLLO_TELEMETRY_DISABLED'];
};
