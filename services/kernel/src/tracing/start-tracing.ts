import type * as OtlpTracing from './otlp-tracing';
import type { Tracing } from './tracing';

/** Starts tracing if there is a collector. Without one, no code of OpenTelemetry is loaded. */
export const startTracing = (service: string, endpoint: string | null | undefined): Tracing | undefined => {
  if (!endpoint) return undefined;
  const { createTracing } = require('./otlp-tracing') as typeof OtlpTracing;
  return createTracing({ service, endpoint });
};
