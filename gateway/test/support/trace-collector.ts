import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

/** A span as OTLP sends it. */
export interface ReceivedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly attributes: Readonly<Record<string, string | undefined>>;
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ReceivedSpan, 'attributes' | 'service'> & {
        readonly attributes: readonly Attribute[];
      })[];
    }[];
  }[];
}

const recordOf = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));

const spansIn = ({ resourceSpans }: Export): readonly ReceivedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        ...span,
        service: recordOf(resource.attributes)['service.name'] ?? '',
        attributes: recordOf(span.attributes),
      })),
  );

/** A collector of traces that receives OTLP over HTTP, as JSON. */
export const startCollector = async () => {
  const spans: ReceivedSpan[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      paths.push(request.url ?? '');
      spans.push(...spansIn(JSON.parse(body) as Export));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    paths,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => void server.close(done));
    },
  };
};

export type Collector = Awaited<ReturnType<typeof startCollector>>;

/** The names of the spans of a trace, as a tree: each with those below it. */
export const treeOf = (spans: readonly ReceivedSpan[], parentId?: string): readonly unknown[] =>
  spans
    .filter(({ parentSpanId }) => (parentSpanId || undefined) === parentId)
    .map(({ service, name, spanId }) => [`${service}: ${name}`, ...treeOf(spans, spanId)]);
