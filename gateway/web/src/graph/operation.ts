/** An operation that the gateway has stored: it is sent as its hash. `Data` and `Variables` are its types. */
export interface Operation<Data, Variables> {
  readonly name: string;
  /** SHA-256 of its text, as hexadecimal digits. */
  readonly hash: string;
  /** Only types. */
  readonly _types?: { readonly data: Data; readonly variables: Variables };
}

/** What went wrong with a part of a result, or with all of it. */
export interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    readonly requestId?: string;
    /** The values that an argument may have. */
    readonly accepted?: readonly string[];
    /** Seconds until the budget allows the operation again. */
    readonly retryAfter?: number;
  };
}

/** A result: `data` is null if nothing could be read; with data and errors, a part is missing. */
export interface Result<Data> {
  readonly data: Data | null;
  readonly errors: readonly GraphError[];
}

/** Runs an operation. Rejects only if the graph cannot be reached. */
export type Ask = <Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
) => Promise<Result<Data>>;

/** A result with the request that it belongs to, as the page of the first view carries it. */
export interface CarriedResult {
  readonly key: string;
  readonly result: Result<unknown>;
}

/** Equal for equal requests. */
export const requestKey = (hash: string, variables: unknown): string => `${hash} ${JSON.stringify(variables)}`;

/** The graph cannot be reached, or answers with something that is no result. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}
