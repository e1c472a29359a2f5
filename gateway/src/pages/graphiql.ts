import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { policyFor } from './content-security-policy';

interface Page {
  readonly html: Buffer;
  readonly compressed: Buffer;
  readonly etag: string;
  readonly policy: string;
}

/** The text of the one script that the page consists of. Throws where the package that renders it has changed shape. */
const scriptOf = (html: string): string => {
  const start = html.indexOf('<script>', html.indexOf('id="root"')) + '<script>'.length;
  const end = html.lastIndexOf('</script>');
  if (start < '<script>'.length || end < start) throw new Error('GraphiQL is no longer one page with one script.');
  return html.slice(start, end);
};

/** Its workers come from the script itself, its styles and images from the page. */
const OWN_PARTS = ['worker-src blob:', "style-src 'unsafe-inline'", 'img-src data:', 'font-src data:'];

/** Renders GraphiQL, 9 MB in one page, with a tab for each of `examples`. */
const renderPage = async (examples: readonly string[]): Promise<Page> => {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Wizness Graph',
    endpoint: '/graphql',
    // Within a script element, where only this sequence could end it.
    defaultTabs: examples.map((query) => ({ query: query.replaceAll('</', '< /') })),
  });
  const bytes = Buffer.from(html.trimStart());
  return {
    html: bytes,
    compressed: await promisify(gzip)(bytes),
    etag: `"${createHash('sha256').update(bytes).digest('base64url')}"`,
    policy: policyFor(scriptOf(html), OWN_PARTS),
  };
};

/** Serves GraphiQL on `/`, rendered when first asked for. */
export const serveGraphiql = (http: FastifyInstance, examples: readonly string[]): void => {
  let page: Promise<Page> | undefined;
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
