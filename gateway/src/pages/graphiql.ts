import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { policyFor } from './content-security-policy';

interface RenderedPage {
  readonly html: Buffer;
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
  const html = renderGraphiQL({
    title: 'Wizness Graph',
    endpoint: '/graphql',
    // Embedded in a script element, which only this sequence could close.
    defaultTabs: examples.map((query) => ({ query: query.replaceAll('</', '< /') })),
  });
  const bytes = Buffer.from(html.trimStart());
  return {
    html: bytes,
    compressed: await promisify(gzip)(bytes),
    etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
    policy: policyFor(scriptOf(html), DIRECTIVES),
  };
};

/** Serves GraphiQL at `/`. The page is rendered at the first request. */
export const serveGraphiql = (http: FastifyInstance, examples: readonly string[]): void => {
  let page: Promise<RenderedPage> | undefined;
  http.get('/', async (request, reply) => {
    page ??= renderPage(examples);
    const { html, compressed, etag, policy } = await page;
    void reply.headers({
      etag,
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    void reply.type('text/html; charset=utf-8');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
    return reply.header('content-encoding', 'gzip').send(compressed);
  });
};
