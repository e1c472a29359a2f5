import { unstorablePart } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTagOf, isKnownTag } from '../../fronts/entity-tag';
import { errorBody } from '../../fronts/error-body';
import { publicContext } from '../../fronts/graphql-context';
import { type SessionOptions, serveSessions } from '../../sessions/serve-sessions';
import type { Subgraphs } from '../../subgraphs/subgraphs';
import { operationsByName, type StoredOperation } from '../../supergraph/stored-operations';
import { type Language, languageFor } from '../language';
import { type BuiltExplorer, type ExplorerResult, loadExplorer, type RenderedView } from './built-explorer';
import { serveAssets } from './serve-assets';

/** Paths of the views, as the router of the explorer has them. */
const VIEWS = [
  '/',
  '/search',
  '/posts',
  '/facts',
  '/facts/:id',
  '/subjects',
  '/organisations/:slug',
  '/programmes/:slug',
  '/partnerships/:slug',
  '/people/:slug',
  '/compare',
  '/network',
  '/network/all',
  '/sums',
] as const;

/** Views that no other page shows in a frame: those of the member alone, and SQL. */
const UNFRAMED_VIEWS = ['/sql', '/account', '/write', '/edit/import', '/edit/duplicates', '/edit/queue'] as const;

/** Path of the views that other pages show in a frame. */
const EMBED = '/embed';

/** Nothing comes from another host, no style or script stands in the page, and no frame shows it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  vary: 'accept-language, cookie',
};

/** A view for frames: every page may show it. It has no session, and what its reader does stays in it. */
const EMBED_HEADERS = {
  ...HEADERS,
  'content-security-policy': HEADERS['content-security-policy'].replace("frame-ancestors 'none'", 'frame-ancestors *'),
};

/** Everyone gets the same page in a language, so shared caches may keep it for a minute, and compare it by its entity tag. */
const CACHED = 'public, max-age=60';

const SLUG = /^[a-z0-9_-]{1,100}$/;

export interface ExplorerOptions extends SessionOptions, Pick<Subgraphs, 'wasPublic'> {
  /** The explorer's operations. */
  readonly own: readonly StoredOperation[];
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const isLanguage = (value: unknown): value is Language => value === 'fr' || value === 'en';

/** The language that the reader has chosen: in the address, then in an earlier visit, then in the browser. */
const readLanguage = ({ query, headers }: FastifyRequest): { language: Language; isChosenNow: boolean } => {
  const { lang } = query as Query;
  if (isLanguage(lang)) return { language: lang, isChosenNow: true };
  const [, remembered] = /(?:^|;\s*)lang=(fr|en)(?:;|$)/.exec(headers.cookie ?? '') ?? [];
  const language = isLanguage(remembered) ? remembered : languageFor(headers['accept-language']);
  return { language, isChosenNow: false };
};

/** Whether a view is asked for that another page shows in a frame. */
const isEmbedded = ({ url }: FastifyRequest): boolean => new RegExp(`^${EMBED}(?:[/?]|$)`).test(url);

/** Path and query without the language, which is no part of a view. */
const viewUrl = (request: FastifyRequest): string => {
  const { pathname: path, search } = new URL(request.url, 'http://site');
  const pathname = isEmbedded(request) ? path.slice(EMBED.length) || '/' : path;
  const rest = search
    .slice(1)
    .split('&')
    .filter((parameter) => !/^(lang=|$)/.test(parameter));
  return rest.length === 0 ? pathname : `${pathname}?${rest.join('&')}`;
};

/** Whether the address has a text that the graph refuses whatever it is for: no page of ours leads there. */
const hasUnstorableText = (request: FastifyRequest): boolean =>
  [...new URL(request.url, 'http://site').searchParams.values()].some((value) => unstorablePart(value) !== null);

const send = (request: FastifyRequest, reply: FastifyReply, language: Language, view: RenderedView): FastifyReply => {
  const { status, html, location, retryAfter, isComplete } = view;
  void reply.headers({ ...(isEmbedded(request) ? EMBED_HEADERS : HEADERS), 'content-language': language });
  if (retryAfter !== null) void reply.header('retry-after', `${retryAfter}`);
  if (location !== null) return reply.header('cache-control', 'no-store').redirect(location, 302);
  void reply.code(status).type('text/html; charset=utf-8');
  if (status !== 200 || !isComplete) return reply.header('cache-control', 'no-store').send(html);
  const tag = entityTagOf(html);
  void reply.headers({ 'cache-control': CACHED, etag: tag });
  return isKnownTag(request.headers['if-none-match'], tag) ? reply.code(304).send() : reply.send(html);
};

/**
 * Serves the explorer: its views, rendered with their data as an anonymous caller sees them, the files that they load, and
 * the sessions of its members. A page of a post that does not exist is a 404, of one that was public before a 410, 429 above the budget of the client, 503 if the graph does not respond.
 */
export const serveExplorer = (http: FastifyInstance, options: ExplorerOptions): void => {
  const { ask, wasPublic, publicUrl, own } = options;
  const operations = operationsByName(own);
  const basepath = new URL(publicUrl).pathname;
  // Loaded at the first request, so that a program that shows no page does not wait for it.
  let explorer: BuiltExplorer | null = null;

  const respond = async (request: FastifyRequest, reply: FastifyReply, post?: string): Promise<FastifyReply> => {
    explorer ??= loadExplorer();
    if (explorer === null) {
      const message = 'The explorer is not built. Run `npm run build`, and start again.';
      return reply.code(503).send(errorBody('EXPLORER_NOT_BUILT', message));
    }
    const { language, isChosenNow } = readLanguage(request);
    if (isChosenNow && !isEmbedded(request)) {
      void reply.header('set-cookie', `lang=${language}; Path=${basepath}; Max-Age=31536000; SameSite=Lax`);
    }
    const page = { url: viewUrl(request), basepath, language, assets: explorer.assets };
    if ((post !== undefined && !SLUG.test(post)) || hasUnstorableText(request)) {
      return send(request, reply, language, explorer.renderProblem({ ...page, url: request.url, kind: 'notFound' }));
    }
    const context = publicContext(request, reply);
    const view = await explorer.render({
      ...page,
      isEmbedded: isEmbedded(request),
      ask: async (name, variables) => {
        const { data = null, errors = [] } = await ask(operations.get(name) ?? '', { ...variables }, context);
        return { data, errors } satisfies ExplorerResult;
      },
    });
    const isGone = post !== undefined && view.status === 404 && (await wasPublic(post).catch(() => false));
    if (!isGone) return send(request, reply, language, view);
    const gone = explorer.renderProblem({ ...page, url: request.url, kind: 'gone' });
    return send(request, reply, language, { ...gone, status: 410 });
  };

  for (const path of [...VIEWS, ...UNFRAMED_VIEWS]) http.get(path, async (request, reply) => respond(request, reply));
  for (const path of VIEWS) {
    http.get(path === '/' ? EMBED : `${EMBED}${path}`, async (request, reply) => respond(request, reply));
  }
  for (const path of ['/posts/:slug', `${EMBED}/posts/:slug`]) {
    http.get<{ Params: { slug: string } }>(path, async (request, reply) =>
      respond(request, reply, request.params.slug),
    );
  }
  serveAssets(http);
  serveSessions(http, options);
};
