import type { Tracing } from '@wizness/kernel';
import type { RouteHandlerMethod } from 'fastify';

/** Handles each request in a span, which continues the trace of the client if it has one. Without tracing, `handle` itself. */
export const inTrace = (tracing: Tracing | undefined, handle: RouteHandlerMethod): RouteHandlerMethod => {
  if (!tracing) return handle;
  return async function traced(request, reply) {
    const { method, id, headers: received } = request;
    const attributes = { 'http.request.method': method, 'http.route': '/graphql', 'wizness.request.id': id };
    const options = { kind: 'server', attributes, received } as const;
    return tracing.inSpan(`${method} /graphql`, options, async () => handle.call(this, request, reply));
  };
};
