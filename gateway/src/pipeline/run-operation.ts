import { CallFailure, FaultCode, type Logger, type Tracing } from '@wizness/kernel';
import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Engine } from '../engine/engine';
import type { JsonData } from '../engine/shape/json-data';
import { printProgram } from '../engine/program/print-program';
import { ResponseTooLong } from '../engine/shape/write';
import type { Metrics } from '../metrics/metrics';
import {
  DEADLINE_PASSED,
  faultCodeOf,
  type SendFetch,
  withMetrics,
  withTracing,
  type WrapSender,
} from '../subgraphs/subgraph-fetch';
import type { Subgraphs } from '../subgraphs/subgraphs';
import { toClientErrors } from './client-errors';
import { Cancellation } from './cancellation';
import type { GatewayContext, OperationContext } from './context';
import { responseTooLong } from './response-too-long';

const unknownOperation = (name: string | undefined): GraphQLError =>
  new GraphQLError(
    name
      ? `The document contains no operation "${name}". Set operationName to the name of one of its operations.`
      : 'The document contains several operations. Set operationName to the name of one of them.',
    { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } },
  );

/** A valid document, and the operation in it that runs. */
export interface OperationToRun {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  /** Undefined if the document does not contain the operation that the client asks for. */
  readonly operation?: OperationDefinitionNode;
  readonly request: { readonly operationName?: string; readonly variables?: Record<string, unknown> };
  readonly context: unknown;
  /** Called with the names of the services that its plan asks, before it asks them. */
  readonly onServices?: (services: readonly string[]) => void;
}

/** The result of an operation; without data if it could not be run. */
export interface OperationResult {
  readonly data?: JsonData | null;
  readonly errors?: readonly GraphQLError[];
}

/** Runs an operation. Never rejects. */
export type RunOperation = (operation: OperationToRun) => Promise<OperationResult>;

/** Reason for aborting the fetches of an operation whose client has disconnected, or that has failed as a whole. */
const NOT_NEEDED = new CallFailure(FaultCode.TIMEOUT, 'the operation has ended');

export interface OperationRunnerOptions {
  /** The engine of the supergraph that an operation was validated against. */
  readonly engineOf: (schema: GraphQLSchema) => Engine;
  readonly subgraphs: Pick<Subgraphs, 'sender'>;
  /** Deadline of one operation. */
  readonly timeoutMs: number;
  /** Largest response. A character has at least one byte; the bytes are counted when the response is sent. */
  readonly maxResponseBytes: number;
  readonly log: Logger;
  readonly onPlan?: (plan: string, operationName: string | null) => void;
  readonly metrics?: Metrics;
  readonly tracing?: Tracing;
  /** Adds something to the senders of all subgraphs. */
  readonly wrapSender?: WrapSender;
}

/** Runs each operation in a span that has its name and type. */
const inTrace =
  (tracing: Tracing, run: RunOperation): RunOperation =>
  (request) => {
    const { operation } = request;
    const type = operation?.operation ?? 'operation';
    const name = operation?.name?.value;
    const attributes = { 'graphql.operation.type': type, ...(name && { 'graphql.operation.name': name }) };
    return tracing.inSpan(name ? `${type} ${name}` : type, { kind: 'internal', attributes }, async (set) => {
      const result = await run(request);
      const codes = result.errors?.map(({ extensions }) => String(extensions['code']));
      if (codes) set({ 'wizness.error.codes': [...new Set(codes)].join(' ') });
      return result;
    });
  };

/**
 * Runs valid operations. Whatever happens, the result contains only errors that a client may see, in an order that does not
 * depend on which subgraph responded first. At the deadline all fetches are aborted, and their fields are null with the code
 * TIMEOUT.
 */
export const createOperationRunner = (options: OperationRunnerOptions): RunOperation => {
  const { engineOf, subgraphs, timeoutMs, maxResponseBytes, log, onPlan, metrics, tracing, wrapSender } = options;
  const wrappers = [
    ...(tracing ? [withTracing(tracing)] : []),
    ...(metrics ? [withMetrics(metrics)] : []),
    ...(wrapSender ? [wrapSender] : []),
  ];
  const senders = new Map<string, SendFetch>();
  const senderOf = (service: string): SendFetch => {
    const known = senders.get(service);
    if (known) return known;
    const send = wrappers.reduce((inner, wrap) => wrap(service, inner), subgraphs.sender(service));
    senders.set(service, send);
    return send;
  };
  const run: RunOperation = async ({ schema, document, operation, request, context: received, onServices }) => {
    const context = received as GatewayContext;
    const { requestId, connection } = context;
    if (!operation) return { errors: [unknownOperation(request.operationName)] };
    const operationName = operation.name?.value ?? null;
    const cancellation = new Cancellation();
    const deadline = setTimeout(() => cancellation.abort(DEADLINE_PASSED), timeoutMs);
    let isRunning = true;
    const stop = (): void => {
      if (isRunning) cancellation.abort(NOT_NEEDED);
    };
    const isMutation = operation.operation === 'mutation';
    // A mutation continues without its client: a user who closes the page right after a click expects the effect.
    if (!isMutation) connection.onClose(stop);
    const { identity, cost, read } = context;
    const serviceContexts = new Map<string, object>();
    const own: OperationContext = { requestId, identity, cost, connection, read, cancellation, serviceContexts };
    const start = performance.now();
    let outcome: 'ok' | 'errors' = 'errors';
    try {
      const { data, errors } = await engineOf(schema).execute(
        { document, operation, variables: request.variables ?? {} },
        {
          send: (fetch, variables) => senderOf(fetch.service)({ fetch, variables, context: own, isMutation }),
          codeOf: faultCodeOf,
          maxLength: maxResponseBytes,
          onProgram: (program) => {
            onPlan?.(printProgram(program), operationName);
            onServices?.([...new Set(program.steps.map(({ fetch }) => fetch.service))]);
          },
        },
      );
      if (!errors) {
        // All work has ended. After an error, an embedded subgraph may still work on a fetch that was given up.
        isRunning = false;
        outcome = 'ok';
        return { data };
      }
      return { data, errors: toClientErrors(errors, { requestId, log }) };
    } catch (error) {
      if (error instanceof ResponseTooLong) return { data: null, errors: [responseTooLong(maxResponseBytes)] };
      log.error({ err: error, requestId }, 'an operation could not be run');
      const extensions = { code: FaultCode.INTERNAL_SERVER_ERROR, requestId, http: { status: 500 } };
      return { errors: [new GraphQLError('Something went wrong on our side.', { extensions })] };
    } finally {
      metrics?.operationEnded(operationName, outcome, (performance.now() - start) / 1000);
      clearTimeout(deadline);
      stop();
      isRunning = false;
    }
  };
  return tracing ? inTrace(tracing, run) : run;
};
