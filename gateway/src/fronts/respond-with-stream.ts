import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { GatewayContext } from '../pipeline/context';
import type { createPipeline, SentOperation } from '../pipeline/respond';
import { acceptsEventStream, EVENT_STREAM } from './event-stream';
import { callerIn } from './graphql-context';
import { sendEvents, sendRefusal, sendText, type StreamFormat } from './http-streams';
import { acceptsMultipart, MULTIPART } from './multipart';
import type { Subscribe } from './subscribe';

/** The protocol in which a client takes a stream, and whether it takes nothing else; null if it takes none. */
export const streamOf = (
  request: FastifyRequest,
): { readonly format: StreamFormat; readonly isOnly: boolean } | null => {
  const events = acceptsEventStream(request);
  if (events !== 'no') return { format: EVENT_STREAM, isOnly: events === 'only' };
  return acceptsMultipart(request) ? { format: MULTIPART, isOnly: false } : null;
};

export interface StreamedOperation {
  readonly pipeline: ReturnType<typeof createPipeline>;
  readonly subscribe: Subscribe;
  readonly format: StreamFormat;
  readonly sent: SentOperation;
  readonly createOwnContext: () => Promise<GatewayContext>;
}

/** Responds to an operation with a stream: a subscription, but also a query or a mutation. Never rejects. */
export const respondWithStream = async (
  { pipeline, subscribe, format, sent, createOwnContext }: StreamedOperation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> => {
  try {
    const context = await createOwnContext();
    const operation = await pipeline.readForStream(sent, context);
    if (operation.operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      const result = pipeline.stringify(await pipeline.runChecked(operation));
      return sendText(reply, format, format.result(result));
    }
    const last = request.headers['last-event-id'];
    // An EventSource reconnects with the same URL: what it sends in addition is newer than the argument.
    const lastCursor = typeof last === 'string' && last !== '' ? last : undefined;
    sendEvents(reply, format, subscribe.prepare(operation, context, callerIn(request), lastCursor));
  } catch (error) {
    sendRefusal(reply, format, pipeline.toRefusal(error));
  }
};
