import { FaultCode } from '@wizness/kernel';
import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { EventFrame } from './event-frame';
import type { LogQuery } from './log-query';

/** Events after a cursor. */
export interface EventPage {
  readonly frames: readonly EventFrame[];
  /** The last position that was examined, whether it matched or not. */
  readonly endCursor: string;
  readonly hasNextPage: boolean;
  /** Whether data are missing because a part of the graph did not respond. */
  readonly isIncomplete: boolean;
}

/** The subscription cannot continue: its cursor has expired, or the caller may not read the log. */
export class SubscriptionFailed extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super(errors[0]?.message ?? 'The subscription failed.');
  }
}

/** The log cannot be read at the moment. */
export class LogUnavailable extends Error {}

const NO_RESPONSE = [FaultCode.SUBGRAPH_UNAVAILABLE, FaultCode.TIMEOUT] as const;

const TEMPORARY: ReadonlySet<unknown> = new Set([
  ...NO_RESPONSE,
  FaultCode.INTERNAL_SERVER_ERROR,
  // Other operations of the caller have their turns first.
  FaultCode.RATE_LIMITED,
]);

interface LogPage {
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

/** Errors of the event at `index`, with their paths in the result of the subscription. */
const errorsOf = (errors: readonly GraphQLFormattedError[], responseKey: string, index: number) =>
  errors.flatMap(({ path = [], ...error }) =>
    path[1] === 'nodes' && path[2] === index ? [{ ...error, path: [responseKey, ...path.slice(3)] }] : [],
  );

/** Reads the result of a {@link LogQuery}. Throws {@link LogUnavailable} or {@link SubscriptionFailed} if it has no page. */
export const toEventPage = ({ data, errors = [] }: FormattedExecutionResult, query: LogQuery): EventPage => {
  const { responseKey, cursorKey } = query;
  const page = (data?.[responseKey] ?? null) as LogPage | null;
  if (page === null) {
    if (errors.length === 0 || errors.some(({ extensions }) => TEMPORARY.has(extensions?.['code']))) {
      throw new LogUnavailable('The log cannot be read at the moment.');
    }
    throw new SubscriptionFailed(errors);
  }
  const frames = page.nodes.map(({ [cursorKey]: cursor, ...event }, index) => {
    const own = errorsOf(errors, responseKey, index);
    const result = { data: { [responseKey]: event }, ...(own.length > 0 && { errors: own }) };
    return new EventFrame(String(cursor), JSON.stringify(result));
  });
  const isIncomplete = errors.some(({ extensions }) => NO_RESPONSE.some((code) => code === extensions?.['code']));
  return { frames, ...page.pageInfo, isIncomplete };
};
