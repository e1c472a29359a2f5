import { FaultCode } from '@wizness/kernel';
import type { GraphqlFront } from '../fronts/graphql-front';
import type { GatewayContext } from '../pipeline/context';
import { StreamFailure, type StreamPage } from './stream-source';

/** Entries of one response. */
const PAGE_SIZE = 100;

const QUERY = `query PostStream($after: Cursor, $first: Int!) {
  postEvents(after: $after, first: $first) {
    nodes { id cursor type occurredAt postId revision post { slug title url kind lang publishedAt } }
    pageInfo { endCursor hasNextPage }
  }
}`;

interface Response {
  readonly data?: {
    readonly postEvents?: {
      readonly nodes: readonly unknown[];
      readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    } | null;
  } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Posts cannot be read at the moment. */
export const unavailable = (): StreamFailure =>
  new StreamFailure(503, FaultCode.SUBGRAPH_UNAVAILABLE, 'Posts are unavailable at the moment. Try again later.', {
    'retry-after': '5',
  });

const failureOf = ({ errors = [] }: Response): StreamFailure => {
  const [{ message = '', extensions = {} } = {}] = errors;
  const code = extensions['code'];
  if (code === FaultCode.CURSOR_EXPIRED)
    return new StreamFailure(410, code, message, { 'stream-next-offset': String(extensions['oldest']) });
  if (code === FaultCode.INVALID_CURSOR) return new StreamFailure(400, code, message);
  if (code === FaultCode.RATE_LIMITED)
    return new StreamFailure(429, code, message, { 'retry-after': String(extensions['retryAfter'] ?? 1) });
  return unavailable();
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
  const { nodes, pageInfo } = page;
  return {
    body: Buffer.from(JSON.stringify(nodes)),
    isEmpty: nodes.length === 0,
    next: pageInfo.endCursor,
    isAtEnd: !pageInfo.hasNextPage,
  };
};
