import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { entityTagOf, isKnownTag } from '../fronts/entity-tag';
import { errorBody } from '../fronts/error-body';
import { policyFor } from './content-security-policy';
import { GRAPHIQL_STYLE } from './graphiql-style';

interface RenderedPage {
  readonly compressed: Buffer;
  readonly etag: string;
  readonly policy: string;
}

/** The text of the page's only script. Throws if the package renders a page of another structure. */
const scriptOf = (html: string): string => {
  const start = html.indexOf('<script>', html.indexOf('id="root"')) + '<script>'.length;
  const end = html.lastIndexOf('</script>');
  if (start < '<script>'.length || end < start) throw new Error('GraphiQL is no longer one page with one script.');
  return html.slice(start, end);
};

/** Workers come from the script itself, styles and images from the page. */
const DIRECTIVES = ['worker-src blob:', "style-src 'unsafe-inline'", 'img-src data:', 'font-src data:'];

/** Renders GraphiQL, 9 MB in one page, with one tab per example. */
const renderPage = async (examples: readonly string[]): Promise<RenderedPage> => {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const rendered = renderGraphiQL({
    title: 'Wizness Graph',
    endpoint: '/graphql',
    // Embedded in a script element, which only this sequence could close.
    defaultTabs: examples.map((query) => ({ query: query.replaceAll('</', '< /') })),
  });
  const html = rendered.replace('</head>', () => `<style>${GRAPHIQL_STYLE}</style></head>`);
  const bytes = Buffer.from(html.trimStart());
  return {
    compressed: await promisify(gzip)(bytes),
    etag: entityTagOf(bytes),
    policy: policyFor(scriptOf(html), DIRECTIVES),
  };
};

/** Whether an `Accept-Encoding` header allows gzip (RFC 9110 §12.5.3); a quality of 0 forbids it. */
const acceptsGzip = (header: string | string[] = ''): boolean =>
  /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(`${header}`);

/** Serves GraphiQL at `/graphiql`. The page is rendered at the first request, and only sent compressed: it has 9 MB. */
export const serveGraphiql = (http: FastifyInstance, examples: readonly string[]): void => {
  let page: Promise<RenderedPage> | undefined;
  http.get('/graphiql', async (request, reply) => {
    if (!acceptsGzip(request.headers['accept-encoding'])) {
      const message = 'This page is only sent compressed. Send `Accept-Encoding: gzip`. GraphQL is at POST /graphql.';
      return reply.code(406).header('vary', 'accept-encoding').send(errorBody('NOT_ACCEPTABLE', message));
    }
    page ??= renderPage(examples);
    const { compressed, etag, policy } = await page;
    void reply.headers({
      etag,
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
    if (isKnownTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
    void reply.type('text/html; charset=utf-8');
    return reply.header('content-encoding', 'gzip').send(compressed);
  });
};
