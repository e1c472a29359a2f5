import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, defaultTextMapGetter, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Tracing, TracingOptions } from './tracing';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/** Also how long a stop waits for a collector that does not respond. */
const EXPORT_TIMEOUT_MS = 3000;

const codeOf = (error: unknown): string => {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return String(code ?? name ?? 'error');
};

/** Traces that are sent to a collector, in batches. Spans are dropped while it does not respond. */
export const createTracing = ({ service, endpoint }: TracingOptions): Tracing => {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `wizness-${service}` }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('wizness');
  const propagator = new W3CTraceContextPropagator();
  const current = new AsyncLocalStorage<Context>();
  return {
    inSpan: (name, { kind, attributes, received }, work) => {
      const parent = received
        ? propagator.extract(ROOT_CONTEXT, received, defaultTextMapGetter)
        : (current.getStore() ?? ROOT_CONTEXT);
      const span = tracer.startSpan(name, { kind: KINDS[kind], attributes }, parent);
      return current.run(trace.setSpan(parent, span), async () => {
        try {
          return await work((set) => span.setAttributes(set));
        } catch (error) {
          // No message: it may contain values of members.
          span.setAttribute('error.type', codeOf(error)).setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      });
    },
    isInSpan: () => current.getStore() !== undefined,
    headers: () => {
      const carrier: Record<string, string> = {};
      const context = current.getStore();
      const set = (to: Record<string, string>, name: string, value: string): void => {
        to[name] = value;
      };
      if (context) propagator.inject(context, carrier, { set });
      return carrier;
    },
    stop: () => provider.shutdown().catch(() => undefined),
  };
};
