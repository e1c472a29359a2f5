import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import { sha256, type StoredOperation } from '../supergraph/stored-operations';

/**
 * Which documents may run: `apq` any, and a client may register its own by hash (automatic persisted queries); `all` any, and
 * only stored ones by hash; `only` no others than stored ones.
 */
export type PersistedOperationsMode = 'apq' | 'all' | 'only';

export interface PersistedOperationsOptions {
  readonly mode: PersistedOperationsMode;
  /** Operations that the operator has stored. */
  readonly stored: readonly StoredOperation[];
  /** Operations of the gateway's own pages, which run in every mode. Defaults to none. */
  readonly own?: readonly StoredOperation[];
}

/** The parts of a GraphQL request that name its document. They are not checked yet. */
export interface DocumentRequest {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

export interface PersistedOperations {
  /**
   * The text of the document that a request names; undefined if it names none. Throws PERSISTED_QUERY_NOT_FOUND for a hash that
   * is not known, BAD_REQUEST for one that does not belong to the text, QUERY_NOT_IN_SAFELIST for a text that may not run.
   */
  textOf(request: DocumentRequest): string | undefined;
  /** Documents that clients will probably send: the stored ones, then up to 100 that were registered, the last used first. */
  likelyTexts(): readonly string[];
}

/** Documents that clients have registered are kept up to this size, in UTF-16 code units. */
const MAX_REGISTERED = 8_000_000;
/** A longer document is not kept, so that a few cannot replace all others. */
const MAX_REGISTERED_LENGTH = 100_000;
const MAX_LIKELY = 100;

const refusal = (code: string, message: string, status: number): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status } } });

// The client sends the text with its hash after this response: its status and message are those of Apollo Server.
const notFound = (): GraphQLError => refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', 200);

const notStored = (): GraphQLError =>
  refusal('QUERY_NOT_IN_SAFELIST', 'This gateway only runs operations that its operator has stored.', 400);

const badRequest = (message: string): GraphQLError => refusal('BAD_REQUEST', message, 400);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The hash in `extensions.persistedQuery`; undefined if there is none. */
const hashIn = (extensions: unknown): string | undefined => {
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : undefined;
  if (persisted === undefined || persisted === null) return undefined;
  const { version, sha256Hash: hash } = isObject(persisted) ? persisted : {};
  if (version === 1 && typeof hash === 'string') return hash;
  throw badRequest(
    '`extensions.persistedQuery` must have `version: 1` and the SHA-256 hash of the document as `sha256Hash`.',
  );
};

/**
 * Creates the lookup of documents by hash. A request without a hash costs nothing, except in the mode `only`. Throws if that
 * mode would refuse every operation.
 */
export const createPersistedOperations = ({
  mode,
  stored,
  own = [],
}: PersistedOperationsOptions): PersistedOperations => {
  if (mode === 'only' && stored.length === 0) {
    throw new Error('PERSISTED_OPERATIONS=only needs operations: set PERSISTED_OPERATIONS_FOLDER to a folder of them.');
  }
  const storedByHash = new Map([...stored, ...own].flatMap(({ text, hashes }) => hashes.map((hash) => [hash, text])));
  const registered = new LRUCache<string, string>({ maxSize: MAX_REGISTERED, sizeCalculation: ({ length }) => length });

  const register = (hash: string, text: string): void => {
    if (storedByHash.has(hash)) return;
    if (sha256(text) !== hash) throw badRequest('The hash in `extensions.persistedQuery` is not that of the document.');
    if (mode === 'apq' && text.length <= MAX_REGISTERED_LENGTH) registered.set(hash, text);
  };

  return {
    textOf: ({ query, extensions }) => {
      const hash = hashIn(extensions);
      if (typeof query !== 'string' || query === '') {
        if (hash === undefined) return undefined;
        const text = storedByHash.get(hash) ?? registered.get(hash);
        if (text === undefined) throw notFound();
        return text;
      }
      if (mode === 'only' && !storedByHash.has(sha256(query))) throw notStored();
      if (hash !== undefined) register(hash, query);
      return query;
    },
    likelyTexts: () => [
      ...[...stored, ...own].map(({ text }) => text),
      ...[...registered.values()].slice(0, MAX_LIKELY),
    ],
  };
};
