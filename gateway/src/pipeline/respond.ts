import type { Logger } from '@wizness/kernel';
import {
  type FormattedExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { GatewayContext } from './context';
import { createDocuments } from './documents';
import { createFormatError } from './format-error';
import { badRequest, type GraphqlParameters, parametersOfBody, parametersOfUrl } from './graphql-parameters';
import { chooseMediaType } from './media-type';
import type { CheckOperation, ResponseParts } from './operation-checks';
import type { PersistedOperations } from './persisted-operations';
import { isWellFormedJsonRequest, retryHeaders } from './response-status';
import type { OperationResult, OperationToRun, RunOperation } from './run-operation';
import { createStringifyResult } from './stringify-result';

/** The parts of a request over HTTP that contain an operation. */
export interface SentOperation {
  readonly method: string;
  /** The parsed JSON body of a POST. */
  readonly body: unknown;
  /** The query string of the URL. */
  readonly queryString: string;
  readonly contentType: string | undefined;
}

/** A GraphQL request over HTTP. */
export interface GraphqlHttpRequest extends SentOperation {
  readonly accept: string | undefined;
  /** Authenticates the caller. Rejects if the credential is not valid, or cannot be verified. */
  createContext(): Promise<GatewayContext>;
}

export interface GraphqlHttpResponse {
  readonly status: number;
  /** With lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  /** JSON. */
  readonly body: string;
}

export interface RespondOptions {
  /** The current API schema. */
  readonly schema: () => GraphQLSchema;
  readonly run: RunOperation;
  readonly checkOperation: CheckOperation;
  readonly persistedOperations: PersistedOperations;
  /** Largest response, in bytes. */
  readonly maxResponseBytes: number;
  readonly log: Logger;
  /** Called with the operation of a valid document. */
  readonly onOperation: (context: GatewayContext, operation: OperationDefinitionNode | undefined) => void;
  /** Called with a result that contains errors. */
  readonly onErrors: (context: GatewayContext, errors: NonNullable<FormattedExecutionResult['errors']>) => void;
}

interface FormattedResult {
  readonly result: FormattedExecutionResult;
  readonly status: number | undefined;
}

/** What an operation may be. */
interface Allowed {
  readonly isReadOnly: boolean;
  /** Whether the response can have many results, so that it may be a subscription. Defaults to false. */
  readonly isStream?: boolean;
  /** Whether it comes from the gateway itself, and not from a client, whose documents may be limited. Defaults to false. */
  readonly isOwn?: boolean;
}

/** An operation may not run. */
export class OperationRefused extends Error {
  constructor(
    readonly errors: readonly GraphQLFormattedError[],
    /** The HTTP status that the errors have in a response that is no stream. */
    readonly status: number,
  ) {
    super(errors[0]?.message ?? 'The operation is refused.');
  }
}

const JSON_BODY = /^application\/json\b/i;

/** The parameters of a request. Throws BAD_REQUEST. */
const parametersOf = (
  { method, body, queryString, contentType }: SentOperation,
  parts: ResponseParts,
): GraphqlParameters => {
  if (method === 'POST') return parametersOfBody(body);
  if (method !== 'GET') {
    parts.headers.set('allow', 'GET, POST');
    throw badRequest('A GraphQL request is a GET or a POST.', 405);
  }
  if (contentType !== undefined && !JSON_BODY.test(contentType)) {
    throw badRequest('A GET has no Content-Type, or application/json.', 415);
  }
  return parametersOfUrl(queryString);
};

const asGraphqlError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError(String(error), { originalError: error instanceof Error ? error : undefined });
};

/** GraphQL over HTTP: reads the request, checks its operation, runs it and writes the response. */
export const createPipeline = (options: RespondOptions) => {
  const { schema: currentSchema, run, checkOperation, persistedOperations, maxResponseBytes, log } = options;
  const { onOperation, onErrors } = options;
  const readDocument = createDocuments();
  const formatError = createFormatError(log);
  const stringify = createStringifyResult(maxResponseBytes);

  /** Reads and checks an operation. Throws if it is refused; returns the errors of a document that is not valid. */
  const readOperation = async (
    { query, operationName, variables = {}, extensions }: GraphqlParameters,
    context: GatewayContext,
    parts: ResponseParts,
    { isReadOnly, isStream = false, isOwn = false }: Allowed,
  ): Promise<OperationToRun | { readonly errors: readonly GraphQLError[] }> => {
    const text = isOwn ? query : persistedOperations.textOf({ query, extensions });
    if (!text) throw badRequest('The request must contain `query`, or the hash of an operation in `extensions`.');
    const schema = currentSchema();
    const { document, errors } = readDocument(schema, text);
    if (!document) return { errors };
    const operation = getOperationAST(document, operationName) ?? undefined;
    const isAllowed =
      !operation || operation.operation === 'query' || (isStream && operation.operation === 'subscription');
    if (isReadOnly && operation && !isAllowed) {
      parts.headers.set('allow', 'POST');
      throw badRequest(`A GET cannot run a ${operation.operation}. Send a POST.`, 405);
    }
    onOperation(context, operation);
    const request = { schema, document, operation, operationName, variables, extensions, isStream };
    await checkOperation(request, context, parts);
    return { schema, document, operation, request: { operationName, variables }, context };
  };

  /** Runs an operation. Throws if it is refused. */
  const runParameters = async (
    parameters: GraphqlParameters,
    context: GatewayContext,
    parts: ResponseParts,
    allowed: Allowed,
  ): Promise<OperationResult> => {
    const operation = await readOperation(parameters, context, parts, allowed);
    return 'errors' in operation ? operation : run(operation);
  };

  /** Formats a result, with the status that its errors state; `fallback` if none does and there is no data. */
  const format = ({ data, errors }: OperationResult, fallback: number, parts: ResponseParts): FormattedResult => {
    const { extensions: added } = parts;
    if (!errors)
      return { result: added ? { data, extensions: added } : { data }, status: undefined } as FormattedResult;
    let status: number | undefined;
    const formatted = errors.map((error) => {
      const { http, code = 'INTERNAL_SERVER_ERROR', ...extensions } = error.extensions;
      status = http?.status ?? status;
      return formatError({ ...error.toJSON(), extensions: { ...extensions, code } }, error);
    });
    const result = { errors: formatted, data, ...(added && { extensions: added }) } as FormattedExecutionResult;
    for (const [name, value] of retryHeaders(status, formatted)) parts.headers.set(name, value);
    return { result, status: status ?? (data === undefined ? fallback : undefined) };
  };

  /** Runs an operation whatever it is; what it throws becomes its result. */
  const execute = async (
    parameters: () => GraphqlParameters,
    context: GatewayContext,
    parts: ResponseParts,
    allowed: Allowed,
  ): Promise<FormattedResult> => {
    let formatted: FormattedResult;
    try {
      formatted = format(await runParameters(parameters(), context, parts, allowed), 400, parts);
    } catch (error) {
      formatted = format({ errors: [asGraphqlError(error)] }, 500, parts);
    }
    const { errors } = formatted.result;
    if (errors) onErrors(context, errors);
    return formatted;
  };

  return {
    /** The response to a request. Never rejects. */
    respond: async (request: GraphqlHttpRequest): Promise<GraphqlHttpResponse> => {
      const { method, accept } = request;
      const parts: ResponseParts = { headers: new Map() };
      let mediaType = 'application/json; charset=utf-8';
      let formatted: FormattedResult;
      try {
        mediaType = chooseMediaType(accept);
        const context = await request.createContext();
        const allowed = { isReadOnly: method === 'GET' };
        formatted = await execute(() => parametersOf(request, parts), context, parts, allowed);
      } catch (error) {
        formatted = format({ errors: [asGraphqlError(error)] }, 500, parts);
      }
      const { result, status = 200 } = formatted;
      parts.headers.set('content-type', mediaType);
      const isStatusKept = status !== 400 || !isWellFormedJsonRequest(accept ?? '', result);
      return { status: isStatusKept ? status : 200, headers: parts.headers, body: stringify(result) };
    },
    /** Whether a request contains a valid subscription. */
    isSubscription: (request: SentOperation): boolean => {
      try {
        const { operationName, ...parameters } = parametersOf(request, { headers: new Map() });
        const { document } = readDocument(currentSchema(), persistedOperations.textOf(parameters) ?? '');
        return document !== undefined && getOperationAST(document, operationName)?.operation === 'subscription';
      } catch {
        return false;
      }
    },
    /**
     * Reads and checks an operation whose response can have many results. Throws the errors to send instead, formatted, if it
     * is refused.
     */
    readForStream: async (request: SentOperation, context: GatewayContext, isOwn = false): Promise<OperationToRun> => {
      const parts: ResponseParts = { headers: new Map() };
      let errors: readonly GraphQLError[];
      try {
        const allowed = { isReadOnly: request.method === 'GET', isStream: true, isOwn };
        const operation = await readOperation(parametersOf(request, parts), context, parts, allowed);
        if (!('errors' in operation)) return operation;
        ({ errors } = operation);
      } catch (error) {
        errors = [asGraphqlError(error)];
      }
      const { result, status = 400 } = format({ errors }, 400, parts);
      onErrors(context, result.errors ?? []);
      throw new OperationRefused(result.errors ?? [], status);
    },
    /** Runs an operation that was checked. Never rejects. */
    runChecked: async (operation: OperationToRun): Promise<FormattedExecutionResult> =>
      format(await run(operation), 500, { headers: new Map() }).result,
    stringify,
    /** Why an operation does not run, from something that was thrown. */
    toRefusal: (error: unknown): OperationRefused => {
      if (error instanceof OperationRefused) return error;
      const { result, status = 500 } = format({ errors: [asGraphqlError(error)] }, 500, { headers: new Map() });
      return new OperationRefused(result.errors ?? [], status);
    },
    /** The result of an operation that comes from no request. Never rejects. */
    ask: async (parameters: GraphqlParameters, context: GatewayContext): Promise<FormattedExecutionResult> =>
      (await execute(() => parameters, context, { headers: new Map() }, { isReadOnly: false, isOwn: true })).result,
  };
};
