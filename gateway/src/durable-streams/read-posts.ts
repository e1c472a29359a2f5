import { FaultCode } from '@wizness/kernel';
import type { GraphqlFront } from '../fronts/graphql-front';
import type { GatewayContext } from '../pipeline/context';

/** Entries of one response. */
const PAGE_SIZE = 100;

const QUERY = `query PostStream($after: Cursor, $first: Int!) {
  postEvents(after: $after, first: $first) {
    nodes { id cursor type occurredAt postId revision post { slug title url kind lang publishedAt } }
    pageInfo { endCursor hasNextPage }
  }
}`;

/** Entries of the post log, as everyone sees them. */
export interface StreamPage {
  readonly items: readonly unknown[];
  /** The cursor behind the page. */
  readonly next: string;
  readonly isAtEnd: boolean;
}

/** The stream cannot be read: the status and code of the response. */
export class StreamFailure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** Headers of the response. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

interface Response {
  readonly data?: {
    readonly postEvents?: {
      readonly nodes: readonly unknown[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    } | null;
  } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

const failureOf = ({ errors = [] }: Response): StreamFailure => {
  const [{ message = '', extensions = {} } = {}] = errors;
  const code = extensions['code'];
  if (code === FaultCode.CURSOR_EXPIRED)
    return new StreamFailure(410, code, message, { 'stream-next-offset': String(extensions['oldest']) });
  if (code === FaultCode.INVALID_CURSOR) return new StreamFailure(400, code, message);
  if (code === FaultCode.RATE_LIMITED)
    return new StreamFailure(429, code, message, { 'retry-after': String(extensions['retryAfter'] ?? 1) });
  const unavailable = 'Posts are unavailable at the moment. Try again later.';
  return new StreamFailure(503, FaultCode.SUBGRAPH_UNAVAILABLE, unavailable, { 'retry-after': '5' });
};

/** Reads the entries behind `after`, or from the oldest one held. Rejects with {@link StreamFailure}. */
export const readPosts = async (
  ask: GraphqlFront['ask'],
  after: string | null,
  context: GatewayContext,
): Promise<StreamPage> => {
  const response = (await ask(QUERY, { after, first: PAGE_SIZE }, context)) as unknown as Response;
  const page = response.data?.postEvents;
  if (!page) throw failureOf(response);
  return { items: page.nodes, next: page.pageInfo.endCursor, isAtEnd: !page.pageInfo.hasNextPage };
};
