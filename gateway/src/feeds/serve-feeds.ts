import { FaultCode } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { entityTagOf, isKnownTag } from '../fronts/entity-tag';
import { errorBody } from '../fronts/error-body';
import { publicContext } from '../fronts/graphql-context';
import type { GraphqlFront } from '../fronts/graphql-front';
import { feedDocument, type FeedDocument } from './feed-document';
import { FEED_QUERY, type FeedData } from './feed-query';
import { type FeedRequest, InvalidFeedRequest, readFeedRequest, variablesOf } from './feed-request';
import { writeAtom } from './write-atom';
import { writeJson } from './write-json';
import { writeRss } from './write-rss';

const FORMATS: Readonly<Record<string, { readonly type: string; readonly write: (feed: FeedDocument) => string }>> = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: writeAtom },
  rss: { type: 'application/rss+xml; charset=utf-8', write: writeRss },
  json: { type: 'application/feed+json; charset=utf-8', write: writeJson },
};

/** Everyone gets the same feed, so shared caches may keep it for a minute, and compare it by its entity tag. */
const CACHED = 'public, max-age=60';

interface FeedResponse {
  readonly data?: FeedData | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly retryAfter?: number };
  }[];
}

const refuse = (reply: FastifyReply, message: string) => reply.code(400).send(errorBody('BAD_REQUEST', message));

/**
 * `GET /feeds/posts.atom`, `.rss` and `.json`: the newest posts, and the archives that they lead to (RFC 5005), as an
 * anonymous caller sees them. 400 for a parameter that a feed does not have, 429 above the budget of the client, 503 if content
 * does not respond.
 *
 * `If-Modified-Since` is ignored: the removal of a post changes a feed without a later modification.
 */
export const serveFeeds = (
  http: FastifyInstance,
  { ask, publicUrl: siteUrl }: Pick<GraphqlFront, 'ask'> & { readonly publicUrl: string },
): void => {
  for (const [extension, { type, write }] of Object.entries(FORMATS)) {
    const path = `/feeds/posts.${extension}`;
    http.get(path, async (request, reply) => {
      let feedRequest: FeedRequest;
      try {
        feedRequest = readFeedRequest(new URLSearchParams(request.url.split('?')[1]));
      } catch (error) {
        if (error instanceof InvalidFeedRequest) return refuse(reply, error.message);
        throw error;
      }
      const response = await ask(FEED_QUERY, variablesOf(feedRequest), publicContext(request, reply));
      const { data, errors = [] } = response as unknown as FeedResponse;
      if (!data?.posts) {
        const [{ message = '', extensions = {} } = {}] = errors;
        if (extensions.code === FaultCode.BAD_USER_INPUT || extensions.code === FaultCode.INVALID_CURSOR)
          return refuse(reply, message);
        if (extensions.code === FaultCode.RATE_LIMITED) {
          const retryAfter = extensions.retryAfter ?? 1;
          const body = errorBody(FaultCode.RATE_LIMITED, message, { retryAfter });
          return reply.code(429).header('retry-after', `${retryAfter}`).send(body);
        }
        const unavailable = 'Posts are unavailable at the moment. Try again later.';
        return reply.code(503).header('retry-after', '30').send(errorBody(FaultCode.SUBGRAPH_UNAVAILABLE, unavailable));
      }
      const feed = feedDocument(data, feedRequest, { siteUrl, feedUrl: `${siteUrl}${path}` });
      const body = write(feed);
      const tag = entityTagOf(body);
      void reply.headers({
        'cache-control': errors.length === 0 ? CACHED : 'no-store',
        etag: tag,
        'last-modified': new Date(feed.updatedAt).toUTCString(),
      });
      if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
      return reply.type(type).send(body);
    });
  }
};
