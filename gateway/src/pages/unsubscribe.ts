import type { FastifyInstance, FastifyReply } from 'fastify';
import { hashOf } from './content-security-policy';
import { type Language, languageFor } from './language';
import { STYLE } from './style';

interface Texts {
  readonly title: string;
  readonly question: string;
  readonly button: string;
  readonly done: string;
  readonly unknown: string;
}

const TEXTS: Readonly<Record<Language, Texts>> = {
  fr: {
    title: 'Se désabonner',
    question: 'Voulez-vous ne plus recevoir ces messages ?',
    button: 'Ne plus les recevoir',
    done: 'C’est fait : vous ne recevrez plus ces messages. Vous pouvez les redemander dans vos réglages.',
    unknown: 'Ce lien n’est pas valable. Ouvrez-le de nouveau depuis le message que vous avez reçu.',
  },
  en: {
    title: 'Unsubscribe',
    question: 'Do you want to stop receiving these mails?',
    button: 'Stop receiving them',
    done: 'Done: you will not receive these mails any more. You can ask for them again in your settings.',
    unknown: 'This link is not valid. Open it again from the mail that you received.',
  },
};

/** The form is submitted to the address of the page itself, which contains the token. No script runs. */
const POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const page = (language: Language, { title }: Texts, content: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Wizness</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body><main><h1>${title}</h1>${content}</main></body>
</html>
`;

interface UnsubscribeRoute {
  readonly Params: { readonly token: string };
}

/** Longest body of a one-click request, in bytes: `List-Unsubscribe=One-Click`, or a form of a mail program. */
const MAX_BODY_BYTES = 1024;

/**
 * `/mail/unsubscribe/:token`: GET shows a page with a button and changes nothing, because mail scanners open links. POST ends the
 * mails at once, without cookies, whatever its body says (RFC 8058 §3.2), and may be repeated.
 */
export const serveUnsubscribe = (http: FastifyInstance, unsubscribe: (token: string) => Promise<boolean>): void => {
  void http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { bodyLimit: MAX_BODY_BYTES, parseAs: 'string' }, (_request, _body, done) =>
      done(null),
    );
    const send = (reply: FastifyReply, status: number, language: Language, content: string) =>
      reply
        .code(status)
        .headers({
          'cache-control': 'no-store',
          'content-language': language,
          'content-security-policy': POLICY,
          // The address contains the token.
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          vary: 'accept-language',
        })
        .type('text/html; charset=utf-8')
        .send(page(language, TEXTS[language], content));

    scope.get<UnsubscribeRoute>('/mail/unsubscribe/:token', async (request, reply) => {
      const language = languageFor(request.headers['accept-language']);
      const { question, button } = TEXTS[language];
      return send(reply, 200, language, `<p>${question}</p><form method="post"><button>${button}</button></form>`);
    });

    scope.post<UnsubscribeRoute>('/mail/unsubscribe/:token', async (request, reply) => {
      const language = languageFor(request.headers['accept-language']);
      const known = await unsubscribe(request.params.token);
      const { done, unknown } = TEXTS[language];
      return send(reply, known ? 200 : 404, language, `<p role="status">${known ? done : unknown}</p>`);
    });
  });
};
