import type { Attributes } from '@opentelemetry/api';

/** What a span stands for: a request that was received, one that was sent, or a step in between. */
type SpanKind = 'server' | 'client' | 'internal';

interface SpanOptions {
  readonly kind: SpanKind;
  /** Names follow the semantic conventions of OpenTelemetry, where there is one. */
  readonly attributes?: Attributes;
  /** Headers of a request that was received: the span continues the trace that they name (W3C Trace Context). */
  readonly received?: Readonly<Record<string, unknown>>;
}

type SetAttributes = (attributes: Attributes) => void;

/** Traces of OpenTelemetry. Parts of the product get it as undefined if nothing is traced, and then do not know of it. */
export interface Tracing {
  /** Runs `work` in a span within the current one. If it rejects, the span has an error. */
  inSpan<Result>(name: string, options: SpanOptions, work: (set: SetAttributes) => Promise<Result>): Promise<Result>;
  /** Whether there is a current span: work that nobody asked for is not traced. */
  isInSpan(): boolean;
  /** Headers with which a request continues the trace of the current span. */
  headers(): Record<string, string>;
  /** Sends the spans that have ended. Never rejects. */
  stop(): Promise<void>;
}

export interface TracingOptions {
  /** Name of the program: `gateway`, `content`. */
  readonly service: string;
  /** Base URL of a collector (OTLP over HTTP): `http://127.0.0.1:4318`. */
  readonly endpoint: string;
}
