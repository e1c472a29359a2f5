import type { FastifyInstance } from 'fastify';
import { PAGES } from './definitions';
import type { GraphqlFront } from '../fronts/graphql-front';
import { languageFor } from './language';
import { serveMemberPage } from './member';
import { renderPage } from './page';

/** Serves the pages that links in mails and mentions open, in French or English as the browser prefers. */
export const servePages = (http: FastifyInstance, { ask }: Pick<GraphqlFront, 'ask'>): void => {
  serveMemberPage(http, { ask });
  for (const page of PAGES) {
    const rendered = { fr: renderPage(page, 'fr'), en: renderPage(page, 'en') };
    http.get(page.path, async (request, reply) => {
      const language = languageFor(request.headers['accept-language']);
      const { html, policy } = rendered[language];
      return reply
        .headers({
          // A browser that navigates back must not show a page that still contains a password.
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
