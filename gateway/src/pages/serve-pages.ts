import type { FastifyInstance } from 'fastify';
import { languageFor } from './language';
import { PAGES, renderPage } from './page';

/** Serves the pages that our mails lead to, in French or English, as the browser wishes. */
export const servePages = (http: FastifyInstance): void => {
  for (const page of PAGES) {
    const rendered = { fr: renderPage(page, 'fr'), en: renderPage(page, 'en') };
    http.get(page.path, async (request, reply) => {
      const language = languageFor(request.headers['accept-language']);
      const { html, policy } = rendered[language];
      return reply
        .headers({
          // A browser that goes back shows no page with a password still in it.
          'cache-control': 'no-store',
          'content-language': language,
          'content-security-policy': policy,
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          vary: 'accept-language',
        })
        .type('text/html; charset=utf-8')
        .send(html);
    });
  }
};
