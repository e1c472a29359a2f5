import { Readable } from 'node:stream';
import type { z } from 'zod';
import { anonymous, type Identity } from '../access/identity';

/** HTTP header that identifies a request in the logs of all services. */
export const REQUEST_ID_HEADER = 'x-request-id';

/**
 * One call between parts of the graph, with one definition for both ways to run: a function call in the same process, HTTP
 * between processes.
 */
export interface InternalProcedure<Input, Output> {
  readonly name: string;
  /** GET takes the input from the query string, POST from a JSON body. */
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Whether it can be called without the signature of the gateway or of another service. */
  readonly isPublic: boolean;
  readonly maxBodyBytes: number;
  /** Checks what arrives over HTTP. */
  readonly input: z.ZodType<Input>;
  /** The body of the HTTP response: a value that is sent as JSON, or a stream. */
  encode(output: Output): unknown;
  /** Reads and checks the body of the HTTP response. Rejects if it does not match. */
  decode(body: Readable): Promise<Output>;
}

export interface ProcedureOptions {
  /** Defaults to POST. */
  readonly method?: 'GET' | 'POST';
  /** Defaults to `/<name>`. */
  readonly path?: string;
  /** Defaults to false. */
  readonly isPublic?: boolean;
  /** Defaults to 64 KiB. */
  readonly maxBodyBytes?: number;
}

const define = <Input>(name: string, input: z.ZodType<Input>, options: ProcedureOptions) => ({
  name,
  method: 'POST' as const,
  path: `/${name}`,
  isPublic: false,
  maxBodyBytes: 64 * 1024,
  ...options,
  input,
});

/** A longer response is a fault: the cost limit of operations allows far less. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** The body of a response. Rejects, and closes the connection, as soon as it has more than 64 MiB. */
export const readText = async (body: Readable): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MAX_RESPONSE_BYTES) throw new Error(`The response has more than ${MAX_RESPONSE_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/** Defines a procedure with one result, of at most 64 MiB over HTTP. */
export const internalProcedure = <Input, Output>(
  name: string,
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
  options: ProcedureOptions = {},
): InternalProcedure<Input, Output> => ({
  ...define(name, input, options),
  encode: (value) => value,
  decode: async (body) => output.parse(JSON.parse(await readText(body))),
});

async function* toLines<Item>(items: AsyncIterable<Item>): AsyncIterable<string> {
  for await (const item of items) yield `${JSON.stringify(item)}\n`;
}

async function* fromLines<Item>(body: Readable, item: z.ZodType<Item>): AsyncIterable<Item> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield item.parse(JSON.parse(line));
  }
}

/**
 * Defines a procedure whose result is a stream of items, over HTTP one line of JSON each. Iterating throws if the stream
 * ends before its last item. Ending the iteration, or aborting the call, ends the iteration of the handler too.
 */
export const streamingProcedure = <Input, Item>(
  name: string,
  input: z.ZodType<Input>,
  item: z.ZodType<Item>,
  options: ProcedureOptions = {},
): InternalProcedure<Input, AsyncIterable<Item>> => ({
  ...define(name, input, options),
  encode: (items) => Readable.from(toLines(items), { objectMode: false }),
  decode: async (body) => fromLines(body, item),
});

/**
 * Defines a procedure whose result is a file, sent as it is made. Iterating throws if the file ends too early. Ending the
 * iteration, or aborting the call, ends the iteration of the handler too.
 */
export const byteStreamProcedure = <Input>(
  name: string,
  input: z.ZodType<Input>,
  options: ProcedureOptions = {},
): InternalProcedure<Input, AsyncIterable<Uint8Array>> => ({
  ...define(name, input, options),
  encode: (chunks) => Readable.from(chunks, { objectMode: false }),
  decode: async (body) => body,
});

/** On whose behalf a procedure is called, and until when. */
interface ProcedureCaller {
  readonly identity: Identity;
  readonly requestId: string | undefined;
  /** Aborted when the caller no longer waits for the result. */
  readonly signal: AbortSignal;
}

/** The identity defaults to anonymous. A call over HTTP rejects with the reason of `signal` when that is aborted. */
export type CallOptions = Partial<ProcedureCaller>;

const NEVER_ABORTED = new AbortController().signal;

/** Calls a procedure of one service. */
export type CallProcedure = <Input, Output>(
  procedure: InternalProcedure<Input, Output>,
  input: Input,
  options?: CallOptions,
) => Promise<Output>;

type Handle<Input, Output> = (input: Input, caller: ProcedureCaller) => Promise<Output>;

/** A procedure and what it does in one service. */
export interface ProcedureHandler {
  readonly procedure: InternalProcedure<unknown, unknown>;
  readonly handle: Handle<unknown, unknown>;
}

/** A coded error (`fault`) of `handle` reaches the caller. Of any other error the caller learns only that it happened. */
export const implementProcedure = <Input, Output>(
  procedure: InternalProcedure<Input, Output>,
  handle: Handle<Input, Output>,
): ProcedureHandler => ({ procedure, handle }) as unknown as ProcedureHandler;

/** Calls procedures of a service in this process. Rejects if the service does not implement the procedure. */
export const callLocally =
  (handlers: readonly ProcedureHandler[]): CallProcedure =>
  async <Input, Output>(
    { name }: InternalProcedure<Input, Output>,
    input: Input,
    { identity = anonymous, requestId, signal = NEVER_ABORTED }: CallOptions = {},
  ) => {
    const handler = handlers.find(({ procedure }) => procedure.name === name);
    if (!handler) throw new Error(`The service does not implement the procedure "${name}".`);
    return (await handler.handle(input, { identity, requestId, signal })) as Output;
  };
