import { FaultCode } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTagOf, isKnownTag } from '../../fronts/entity-tag';
import { publicContext } from '../../fronts/graphql-context';
import type { GraphqlFront } from '../../fronts/graphql-front';
import type { Subgraphs } from '../../subgraphs/subgraphs';
import { hashOf } from '../content-security-policy';
import { languageFor } from '../language';
import { type PagePost, POST_PAGE_QUERY } from './page-post';
import { POST_STYLE } from './post-style';
import { renderPost, renderProblem } from './render-post';

/** No script runs, nothing is loaded or sent, and no frame shows the page. JSON-LD is data, not a script. */
const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src ${hashOf(POST_STYLE)}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
};

/** Everyone gets the same page, so shared caches may keep it for a minute, and compare it by its entity tag. */
const CACHED = 'public, max-age=60';

const PROBLEMS = { 404: 'notFound', 410: 'gone', 429: 'tooMany', 503: 'unavailable' } as const;

const SLUG = /^[a-z0-9_-]{1,100}$/;

/** The page shows what the graph shows to everyone. */
export type PostSources = Pick<GraphqlFront, 'ask'> & Pick<Subgraphs, 'wasPublic'>;

interface PostResponse {
  readonly data?: { readonly post: PagePost | null } | null;
  readonly errors?: readonly {
    readonly path?: readonly unknown[];
    readonly extensions?: { readonly code?: string; readonly retryAfter?: number };
  }[];
}

const problem = (request: FastifyRequest, reply: FastifyReply, status: keyof typeof PROBLEMS) => {
  const language = languageFor(request.headers['accept-language']);
  return reply
    .code(status)
    .headers({ ...HEADERS, 'cache-control': 'no-store', 'content-language': language, vary: 'accept-language' })
    .type('text/html; charset=utf-8')
    .send(renderProblem(PROBLEMS[status], language));
};

/**
 * `GET /posts/:slug`: a plain HTML page of a post, at its `url`. It is the page that an anonymous caller may see, whoever
 * asks. 404 if there is none, 410 if there was one, 429 above the budget of the client, 503 if content does not respond. If another service does not respond, its part is left out.
 */
export const servePosts = (http: FastifyInstance, { ask, wasPublic }: PostSources): void => {
  http.get<{ Params: { slug: string } }>('/posts/:slug', async (request, reply) => {
    const { slug } = request.params;
    if (!SLUG.test(slug)) return problem(request, reply, 404);
    const { data, errors = [] } = (await ask(POST_PAGE_QUERY, { slug }, publicContext(request, reply))) as PostResponse;
    const post = data?.post;
    if (!post) {
      const limited = errors.find(({ extensions }) => extensions?.code === FaultCode.RATE_LIMITED);
      if (limited) return problem(request, reply.header('retry-after', `${limited.extensions?.retryAfter ?? 1}`), 429);
      if (errors.length > 0) return problem(request, reply, 503);
      const isGone = await wasPublic(slug).catch(() => false);
      return problem(request, reply, isGone ? 410 : 404);
    }
    const html = renderPost(post);
    const isComplete = errors.every(({ extensions }) => extensions?.code !== FaultCode.SUBGRAPH_UNAVAILABLE);
    const tag = entityTagOf(html);
    void reply.headers({
      ...HEADERS,
      'cache-control': isComplete ? CACHED : 'no-store',
      'content-language': post.lang,
      etag: tag,
      link: `<${post.url}>; rel="canonical"`,
    });
    if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
    return reply.type('text/html; charset=utf-8').send(html);
  });
};
