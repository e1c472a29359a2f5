import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { JsonData } from '../engine/shape/json-data';
import { identityKey } from '../identity/identity-key';
import type { GatewayContext } from './context';
import type { DataVersions, ReadVersions } from './data-versions';
import type { OperationToRun, RunOperation } from './run-operation';

/** Answers that are kept, in UTF-16 code units of their texts. */
const MAX_KEPT = 32 * 1024 * 1024;
/** A longer answer is not kept, so that a few cannot replace all others. */
const MAX_KEPT_LENGTH = MAX_KEPT / 16;
/** What an entry takes besides its texts. */
const ENTRY_LENGTH = 500;

interface Answer {
  readonly data: JsonData;
  /** Of the services that it was read from, before it was read. */
  readonly versions: DataVersions;
  /** On the clock of the cache. */
  readonly since: number;
}

/** An operation that was asked before. */
interface Known {
  /** The services that its plan asks. */
  readonly services: readonly string[];
  readonly answer: Answer | null;
}

export interface AnswerCacheOptions {
  /** How long an answer is used while no data change, in milliseconds: values may depend on the time. */
  readonly maxAgeMs: number;
  readonly readVersions: ReadVersions;
  /** Called when an answer is used instead of running the operation, or not. */
  readonly onLookup?: (isHit: boolean) => void;
  /** In milliseconds, never going back. */
  readonly now?: () => number;
}

const isEqual = (services: readonly string[], one: DataVersions, other: DataVersions): boolean =>
  services.every((service) => one.has(service) && one.get(service) === other.get(service));

/**
 * Keeps the answers to queries of anonymous callers without errors, by document, operation, variables and languages. Before
 * one is used, the services that it was read from are asked for the version of their data: if one of them has changed, or
 * does not respond, the query runs again. So an answer is never older than the request for it, whichever process writes.
 * An operation is kept from its second request on, when the services that it needs are known.
 */
export const cacheAnswers = (run: RunOperation, options: AnswerCacheOptions): RunOperation => {
  const { maxAgeMs, readVersions, onLookup, now = () => performance.now() } = options;
  const kept = new LRUCache<string, Known>({ maxSize: MAX_KEPT });
  // Documents are parsed once for each schema, so that an answer is never used for another schema.
  const numbers = new WeakMap<DocumentNode, number>();
  let documents = 0;

  const keyOf = ({ document, operation, request }: OperationToRun, { identity }: GatewayContext): string => {
    const number = numbers.get(document) ?? (documents += 1);
    numbers.set(document, number);
    return JSON.stringify([number, operation?.name?.value, request.variables ?? {}, identityKey(identity)]);
  };

  const keep = (key: string, known: Known): void => {
    const length = ENTRY_LENGTH + key.length + (known.answer?.data.json.length ?? 0);
    if (length <= MAX_KEPT_LENGTH) kept.set(key, known, { size: length });
    else kept.delete(key);
  };

  return async (request) => {
    const context = request.context as GatewayContext;
    if (request.operation?.operation !== 'query' || context.identity.memberId !== null) return run(request);
    const key = keyOf(request, context);
    const known = kept.get(key);
    const versions = known && (await readVersions(known.services));
    const since = now();
    if (known?.answer && versions) {
      const { answer, services } = known;
      if (since - answer.since < maxAgeMs && isEqual(services, answer.versions, versions)) {
        onLookup?.(true);
        return { data: answer.data };
      }
    }
    onLookup?.(false);
    let services: readonly string[] = [];
    const onServices = (used: readonly string[]): void => {
      services = used;
    };
    // The versions are those of the primaries: a standby could give an older answer.
    const result = await run({ ...request, context: { ...context, read: undefined }, onServices });
    if (services.length === 0) return result;
    const isKept = result.data && !result.errors && versions && isEqual(services, versions, versions);
    keep(key, { services, answer: isKept && result.data ? { data: result.data, versions, since } : null });
    return result;
  };
};
