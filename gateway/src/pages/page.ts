import { hashOf, policyFor } from './content-security-policy';
import type { Language } from './language';
import { scriptOf } from './script';
import { STYLE } from './style';
import { COMMON, type CommonWords, FORGOTTEN_PASSWORD, RESET_PASSWORD, VERIFY_EMAIL, type Words } from './page-texts';

/** A page with one form, which sends one mutation. */
export interface Page {
  readonly path: string;
  readonly words: Readonly<Record<Language, Words>>;
  /** Its answer is called `answer`. */
  readonly mutation: string;
  /** What is typed: the name of the input's field; null where nothing is. */
  readonly field: 'newPassword' | 'email' | null;
  /** Whether the link in the mail brings a token, which goes into the input too. */
  readonly takesToken: boolean;
}

/** The pages that our mails lead to. */
export const PAGES: readonly Page[] = [
  {
    path: '/verify-email',
    words: VERIFY_EMAIL,
    mutation:
      'mutation VerifyEmail($input: VerifyEmailInput!) { answer: verifyEmail(input: $input) { userErrors { code field message } } }',
    field: null,
    takesToken: true,
  },
  {
    path: '/reset-password',
    words: RESET_PASSWORD,
    mutation:
      'mutation ResetPassword($input: ResetPasswordInput!) { answer: resetPassword(input: $input) { userErrors { code field message } } }',
    field: 'newPassword',
    takesToken: true,
  },
  {
    path: '/forgotten-password',
    words: FORGOTTEN_PASSWORD,
    mutation:
      'mutation RequestPasswordReset($input: RequestPasswordResetInput!) { answer: requestPasswordReset(input: $input) { userErrors { code field message } } }',
    field: 'email',
    takesToken: false,
  },
];

/** Without `name`: should it ever be sent by the browser itself, nothing of it would get into an address. */
const inputOf = (field: Page['field'], { label, hint }: Words, { show }: CommonWords): string => {
  if (field === null) return '';
  const kind =
    field === 'email'
      ? 'type="email" autocomplete="email" inputmode="email"'
      : 'type="password" autocomplete="new-password"';
  const shown = `<label class="show"><input id="show" type="checkbox"> ${show}</label>`;
  return `<label for="field">${label}</label>
<input id="field" ${kind} required spellcheck="false" autocapitalize="none" aria-describedby="hint status">
<p id="hint">${hint}</p>
${field === 'newPassword' ? shown : ''}`;
};

const SIGN_IN = `mutation {
  signIn(input: {
    email: "…"
    password: "…"
  }) {
    tokens { accessToken refreshToken }
    userErrors { message }
  }
}`;

/** Relative addresses, since the site may be published under a path of its own. */
const signInWords = ({ signIn: [before, link, after] }: CommonWords): string =>
  `<p>${before} <a href="./">${link}</a> ${after}</p>\n<pre><code>${SIGN_IN}</code></pre>`;

/** A page in one language, and the policy under which a browser may show it. */
export const renderPage = (page: Page, language: Language): { readonly html: string; readonly policy: string } => {
  const words = page.words[language];
  const common = COMMON[language];
  const script = scriptOf(page, { ...common, done: words.done });
  const anotherLink =
    page.field === 'newPassword' ? `<p><a href="forgotten-password">${common.anotherLink}</a></p>` : '';
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} – Wizness</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
<noscript><p>${common.noScript}</p></noscript>
<form hidden>
<p>${words.explanation}</p>
${inputOf(page.field, words, common)}
<button>${words.button}</button>
</form>
<div id="status" role="status" tabindex="-1"></div>
<section id="after" hidden>${page.takesToken ? signInWords(common) : ''}</section>
${anotherLink}
</main>
<script>${script}</script>
</body>
</html>
`;
  return { html, policy: policyFor(script, [`style-src ${hashOf(STYLE)}`, 'img-src data:']) };
};
