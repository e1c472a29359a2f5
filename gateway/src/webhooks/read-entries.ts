import { type ClaimedWebhook, FaultCode, type Identity, logCursors } from '@wizness/kernel';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { JsonData } from '../engine/shape/json-data';
import { ClientConnection, type GatewayContext } from '../pipeline/context';
import { type createPipeline, OperationRefused } from '../pipeline/respond';
import { LogUnavailable, SubscriptionFailed, toEventPage } from '../subscriptions/event-page';
import { toLogQuery } from '../subscriptions/log-query';
import { ENTRY_FIELDS, THIN_SELECTION, webhookDocument } from './webhook-document';

/** One entry of the post log, with what the owner of an endpoint selects of it. */
export interface WebhookEntry {
  readonly id: string;
  readonly cursor: string;
  readonly position: number;
  readonly type: string;
  /** RFC 3339. */
  readonly occurredAt: string;
  readonly postId: string;
  readonly data: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  /** Whether a part of the data is missing because a part of the graph did not respond. */
  readonly isIncomplete: boolean;
  /** Why nothing can be sent: the selection or the filter does not match the present schema. Null if it can. */
  readonly refusal: string | null;
}

export interface EntryPage {
  readonly entries: readonly WebhookEntry[];
  /** The last position that was examined, whether it matched or not. */
  readonly end: number;
  readonly hasNextPage: boolean;
}

/** The log does not reach back to the position. */
export class EntriesExpired extends Error {}

/** The present schema does not have what is read of an entry. */
class SelectionRefused extends Error {}

/** The owner has spent what an operation may cost. */
export class BudgetSpent extends Error {}

/** What is selected of a page of entries is larger than a response may be. */
class PageTooLarge extends Error {}

/** Entries that are read at once: of the thin payload, and of a selection that may cost as much as an operation. */
const PAGE_SIZE = { thin: 20, selected: 5 };

/** What is sent in place of data that are larger than a response may be. */
export const TOO_LARGE: readonly GraphQLFormattedError[] = [
  {
    message: 'The data of this entry are too large to be sent. Ask for them with `postEvents`, and select less.',
    extensions: { code: 'RESPONSE_TOO_LARGE' },
  },
];

const cursors = logCursors('content');

const TEMPORARY: ReadonlySet<unknown> = new Set([
  FaultCode.SUBGRAPH_UNAVAILABLE,
  FaultCode.TIMEOUT,
  FaultCode.INTERNAL_SERVER_ERROR,
]);

/** Why an endpoint cannot be read for; rethrows what passes. */
const refusalOf = (errors: readonly GraphQLFormattedError[]): Error => {
  const codes = errors.map(({ extensions }) => extensions?.['code']);
  if (codes.includes(FaultCode.RATE_LIMITED)) return new BudgetSpent();
  if (codes.some((code) => TEMPORARY.has(code))) return new LogUnavailable('The log cannot be read at the moment.');
  const message = errors[0]?.message ?? 'The selection is not valid.';
  return codes.includes(FaultCode.CURSOR_EXPIRED) ? new EntriesExpired(message) : new SelectionRefused(message);
};

const entryIn = (
  { data, errors }: FormattedExecutionResult,
  cursor: string,
  { query }: Pick<ClaimedWebhook, 'query'>,
): WebhookEntry => {
  const { entry } = data as { entry: Record<string, unknown> };
  const { id, type, occurredAt, postId, revision } = ENTRY_FIELDS;
  const own = new Set<string>(Object.values(ENTRY_FIELDS));
  const selected = Object.fromEntries(Object.entries(entry).filter(([name]) => !own.has(name)));
  const { url = null } = (selected['post'] ?? {}) as { url?: string };
  return {
    id: String(entry[id]),
    cursor,
    position: cursors.decode(cursor) ?? 0,
    type: String(entry[type]),
    occurredAt: String(entry[occurredAt]),
    postId: String(entry[postId]),
    data: query === null ? { postId: entry[postId], revision: entry[revision], url } : selected,
    ...(errors && { errors }),
    isIncomplete: errors?.some(({ extensions }) => TEMPORARY.has(extensions?.['code'])) ?? false,
    refusal: null,
  };
};

/** A page whose entries cannot be sent. */
const refuse = (page: EntryPage, refusal: string): EntryPage => ({
  ...page,
  entries: page.entries.map((entry) => ({ ...entry, data: null, refusal })),
});

export const createEntryReader = (pipeline: () => ReturnType<typeof createPipeline>) => {
  const read = async (
    webhook: ClaimedWebhook,
    identity: Identity,
    after: number,
    first: number,
  ): Promise<EntryPage> => {
    const selection = webhook.query ?? THIN_SELECTION;
    const query = webhookDocument({ ...webhook, selection });
    const connection = new ClientConnection();
    const context: GatewayContext = { requestId: webhook.id, identity, connection };
    try {
      const sent = { method: 'POST', body: { query }, queryString: '', contentType: 'application/json' };
      const { schema, document, operation } = await pipeline().readForStream(sent, context, true);
      if (!operation) throw new SelectionRefused('The selection is not valid.');
      const log = toLogQuery(schema, document, operation, {}, first);
      const request = { variables: { ...log.variables, [log.afterVariable]: cursors.encode(after) } };
      const own = { schema, document: log.document, operation: log.operation, request, context };
      const { data, errors } = await pipeline().runChecked(own);
      const result = { ...(errors && { errors }), data: data instanceof JsonData ? data.toJSON() : data };
      const page = toEventPage(result as FormattedExecutionResult, log);
      return {
        entries: page.frames.map(({ cursor, payload }) =>
          entryIn(JSON.parse(payload) as FormattedExecutionResult, cursor, webhook),
        ),
        end: cursors.decode(page.endCursor) ?? after,
        hasNextPage: page.hasNextPage,
      };
    } catch (error) {
      if (error instanceof OperationRefused) throw refusalOf(error.errors);
      if (!(error instanceof SubscriptionFailed)) throw error;
      const isTooLarge = error.errors.some(({ extensions }) => extensions?.['code'] === FaultCode.QUERY_TOO_COMPLEX);
      throw isTooLarge ? new PageTooLarge() : refusalOf(error.errors);
    }
  };

  /** Reads one entry; without its data if they are too large. */
  const readOne = async (webhook: ClaimedWebhook, identity: Identity, after: number): Promise<EntryPage> => {
    try {
      return await read(webhook, identity, after, 1);
    } catch (error) {
      if (!(error instanceof PageTooLarge)) throw error;
      const page = await read({ ...webhook, query: null }, identity, after, 1);
      return { ...page, entries: page.entries.map((entry) => ({ ...entry, data: null, errors: TOO_LARGE })) };
    }
  };

  /**
   * Reads with `attempt`. If the schema does not have what is selected, the entries cannot be sent. If it does not have the filter,
   * entries that do not match are among them: they are skipped once it has the filter again.
   */
  const readOrRefuse = async (
    webhook: ClaimedWebhook,
    attempt: (readable: ClaimedWebhook) => Promise<EntryPage>,
  ): Promise<EntryPage> => {
    const withoutSelection = { ...webhook, query: null };
    const withoutAny = { ...withoutSelection, filter: null, types: [] };
    let refusal: string | null = null;
    for (const readable of [webhook, withoutSelection]) {
      try {
        const page = await attempt(readable);
        return refusal === null ? page : refuse(page, refusal);
      } catch (error) {
        if (!(error instanceof SelectionRefused)) throw error;
        refusal ??= error.message;
      }
    }
    return refuse(await attempt(withoutAny), refusal ?? '');
  };

  return {
    /**
     * The entries behind a position. Throws {@link EntriesExpired}, {@link BudgetSpent}, and {@link LogUnavailable} if it may
     * succeed later; another error if the schema has no post log.
     */
    after: (webhook: ClaimedWebhook, identity: Identity, position: number): Promise<EntryPage> =>
      readOrRefuse(webhook, async (readable) => {
        const first = readable.query === null ? PAGE_SIZE.thin : PAGE_SIZE.selected;
        try {
          return await read(readable, identity, position, first);
        } catch (error) {
          if (error instanceof PageTooLarge) return readOne(readable, identity, position);
          throw error;
        }
      }),
    /** The entry at a position; null if the owner may not know of it any more, or the filter does not match. Throws as `after`. */
    at: async (webhook: ClaimedWebhook, identity: Identity, position: number): Promise<WebhookEntry | null> => {
      const { entries } = await readOrRefuse(webhook, (readable) => readOne(readable, identity, position - 1));
      return entries.find((entry) => entry.position === position) ?? null;
    },
  };
};

export type EntryReader = ReturnType<typeof createEntryReader>;
