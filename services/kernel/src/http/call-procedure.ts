import { GraphQLError } from 'graphql';
import { type Dispatcher, request } from 'undici';
import { z } from 'zod';
import { anonymous, IDENTITY_HEADER, signIdentity } from '../access/identity';
import { CodedError } from '../errors/coded-error';
import { fault, FaultCode } from '../errors/fault';
import type { Tracing } from '../tracing/tracing';
import { type CallOptions, type CallProcedure, type InternalProcedure, readText, REQUEST_ID_HEADER } from './procedure';

/** A service in another process. */
export interface RemoteService {
  readonly service: string;
  /** Base URL: `http://127.0.0.1:4012`. */
  readonly url: string;
  /** Shared by all services. Signs the identity. */
  readonly secret: Uint8Array;
  /** Defaults to the connections that the process shares. */
  readonly dispatcher?: Dispatcher;
  /** Calls continue its current trace. */
  readonly tracing?: Tracing;
}

/**
 * A service did not return the result of a call: SUBGRAPH_UNAVAILABLE if it cannot be reached or is not ours,
 * INTERNAL_SERVER_ERROR if it failed or refused the request, TIMEOUT if it was too slow.
 */
export class CallFailure extends CodedError<FaultCode> {
  constructor(
    readonly code: FaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const CODED_ERROR = z.object({
  errors: z.tuple([z.object({ message: z.string(), extensions: z.looseObject({ code: z.enum(FaultCode) }) })]),
});

const codedErrorIn = (text: string): Error | null => {
  try {
    const { message, extensions } = CODED_ERROR.parse(JSON.parse(text)).errors[0];
    const { code, ...details } = extensions;
    return fault(code, message, details);
  } catch {
    return null;
  }
};

const errorOf = (service: string, status: number, text: string): Error => {
  if (status === 401) {
    const message = `${service} refused the signature: set the same SUBGRAPH_SECRET in all services.`;
    return new CallFailure(FaultCode.SUBGRAPH_UNAVAILABLE, message);
  }
  const codedError = status === 400 || status === 410 ? codedErrorIn(text) : null;
  if (codedError) return codedError;
  const code = status === 400 || status === 500 ? FaultCode.INTERNAL_SERVER_ERROR : FaultCode.SUBGRAPH_UNAVAILABLE;
  return new CallFailure(code, `${service} responded with status ${status}.`, { cause: text });
};

const pathOf = <Input, Output>({ method, path }: InternalProcedure<Input, Output>, input: Input): string => {
  const query = new URLSearchParams();
  if (method === 'GET') for (const [name, value] of Object.entries(input as object)) query.append(name, String(value));
  return query.size === 0 ? path : `${path}?${query}`;
};

/** Calls procedures of a service in another process. Rejects with {@link CallFailure}, or the coded error of the service. */
export const callOverHttp =
  ({ service, url, secret, dispatcher, tracing }: RemoteService): CallProcedure =>
  async <Input, Output>(
    procedure: InternalProcedure<Input, Output>,
    input: Input,
    { identity = anonymous, requestId, signal }: CallOptions = {},
  ): Promise<Output> => {
    const { method, isPublic } = procedure;
    const path = pathOf(procedure, input);
    const body = method === 'POST' ? JSON.stringify(input) : '';
    const headers = {
      ...tracing?.headers(),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(requestId !== undefined && { [REQUEST_ID_HEADER]: requestId }),
      ...(!isPublic && { [IDENTITY_HEADER]: signIdentity(identity, { service, method, path, body }, secret) }),
    };
    try {
      const response = await request(url + path, { method, headers, body: body || null, signal, dispatcher });
      if (response.statusCode === 200) return await procedure.decode(response.body);
      throw errorOf(service, response.statusCode, await readText(response.body));
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      if (cause instanceof CallFailure || cause instanceof GraphQLError) throw cause;
      throw new CallFailure(FaultCode.SUBGRAPH_UNAVAILABLE, `${service} gave no valid response.`, { cause });
    }
  };
