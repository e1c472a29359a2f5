import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../random';
import type { ClusterMember } from './members';

/** What the writers have been told is stored, and must therefore be there. */
export interface Acknowledged {
  /** Ids of published posts, by their titles. */
  readonly posts: Map<string, string>;
  /** Last scores, by `POST MEMBER`. */
  readonly scores: Map<string, number>;
  /** How often a rating was acknowledged. A member can rate a post again. */
  ratings: number;
  /** Reads after a write that did not show it. */
  readonly unread: string[];
  /** Requests that failed, and why. They were sent again. */
  readonly failed: string[];
  /** Requests that were sent. */
  requests: number;
}

/** What a writer sends. */
export const DOCUMENTS = {
  create: `mutation Create($input: CreatePostInput!) {
    payload: createPost(input: $input) { post { id } userErrors { code message } }
  }`,
  rate: 'mutation Rate($input: RateInput!) { payload: rate(input: $input) { userErrors { code message } } }',
  post: 'query Post($id: ID!) { node(id: $id) { ... on Post { title } } }',
  rating: 'query Rating($id: ID!) { node(id: $id) { ... on Post { viewerRating { score } } } }',
} as const;

interface Payload {
  readonly post?: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

interface Body {
  readonly data?: {
    readonly payload?: Payload | null;
    readonly node?: { readonly title?: string; readonly viewerRating?: { readonly score: number } | null } | null;
  } | null;
  readonly errors?: readonly unknown[];
}

const REQUEST_MS = 15_000;
const RETRY_MS = 200;
const READ_AFTER = 'wizness-read-after';

export interface ClusterWriterOptions {
  readonly url: string;
  readonly member: ClusterMember;
  readonly acknowledged: Acknowledged;
  readonly random: Random;
}

/** A client that writes until each write is acknowledged, and then reads what it has written. */
export const createClusterWriter = ({ url, member, acknowledged, random }: ClusterWriterOptions) => {
  let position = '';
  const send = async (query: string, variables: object): Promise<Body | null> => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${member.apiKey}`,
      ...(position !== '' && { [READ_AFTER]: position }),
    };
    const options = { method: 'POST', headers, body: JSON.stringify({ query, variables }) };
    acknowledged.requests += 1;
    try {
      const response = await fetch(`${url}/graphql`, { ...options, signal: AbortSignal.timeout(REQUEST_MS) });
      const body = (await response.json()) as Body;
      position = response.headers.get(READ_AFTER) ?? position;
      return body;
    } catch (error) {
      // The process was killed or suspended, or the connection was cut.
      acknowledged.failed.push(String((error as Error).cause ?? error));
      return null;
    }
  };
  /** Sends a mutation until it is acknowledged. It may have been done before that. */
  const write = async (query: string, input: object): Promise<Payload> => {
    for (;;) {
      const body = await send(query, { input });
      const payload = body?.data?.payload;
      if (payload && payload.userErrors.length === 0) return payload;
      // Ratings learns of a post from the log of content, and says until then that it does not know it.
      if (body && !payload) acknowledged.failed.push(JSON.stringify(body));
      await pause(RETRY_MS);
    }
  };
  const read = async (query: string, id: string): Promise<NonNullable<Body['data']>['node']> => {
    for (;;) {
      const body = await send(query, { id });
      if (body?.data && !body.errors) return body.data.node;
      if (body) acknowledged.failed.push(JSON.stringify(body));
      await pause(RETRY_MS);
    }
  };

  return {
    /** Publishes a post with this title. */
    publish: async (title: string): Promise<void> => {
      const input = { kind: 'NEWS', lang: 'en', title, body: 'Some words.', publish: true, idempotencyKey: title };
      const { post } = await write(DOCUMENTS.create, input);
      const id = post?.id ?? '';
      acknowledged.posts.set(title, id);
      const seen = await read(DOCUMENTS.post, id);
      if (seen?.title !== title) acknowledged.unread.push(`post ${id}`);
    },
    /** Rates a post of `others`, their ids. */
    rate: async (others: readonly string[]): Promise<void> => {
      const [subjectId, score] = [random.pick(others), random.integer(1, 5)];
      await write(DOCUMENTS.rate, { subjectId, score });
      acknowledged.scores.set(`${subjectId} ${member.id}`, score);
      acknowledged.ratings += 1;
      const seen = await read(DOCUMENTS.rating, subjectId);
      if (seen?.viewerRating?.score !== score) acknowledged.unread.push(`rating ${subjectId} ${score}`);
    },
  };
};
