import { hashOf, policyFor } from './content-security-policy';
import type { Page } from './definitions';
import type { Language } from './language';
import { COMMON_TEXTS, type CommonTexts, type PageTexts } from './page-texts';
import { scriptOf } from './script';
import { STYLE } from './style';

const ATTRIBUTES: Readonly<Record<Page['field'], string>> = {
  email: 'type="email" autocomplete="email" inputmode="email"',
  password: 'type="password" autocomplete="current-password"',
  newPassword: 'type="password" autocomplete="new-password"',
};

/** The input has no `name`, so that its value could not get into a URL even if the browser submitted the form itself. */
const inputOf = (field: Page['field'], { label, hint }: PageTexts, { show }: CommonTexts): string => {
  const attributes = ATTRIBUTES[field];
  const showPassword = `<label class="show"><input id="show" type="checkbox"> ${show}</label>`;
  return `<label for="field">${label}</label>
<input id="field" ${attributes} required spellcheck="false" autocapitalize="none" aria-describedby="hint status">
<p id="hint">${hint}</p>
${field === 'email' ? '' : showPassword}`;
};

/** URLs are relative, because the site may be published under a path. */
const signInHelp = ({ signIn: [before, link] }: CommonTexts): string =>
  `<p>${before} <a href="account">${link}</a>.</p>`;

/** Renders a page in one language, with its Content Security Policy. */
export const renderPage = (page: Page, language: Language): { readonly html: string; readonly policy: string } => {
  const texts = page.texts[language];
  const common = COMMON_TEXTS[language];
  const script = scriptOf(page, { ...common, done: texts.done });
  const anotherLink =
    page.field === 'newPassword' ? `<p><a href="forgotten-password">${common.anotherLink}</a></p>` : '';
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${texts.title} – Wizness</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${texts.title}</h1>
<noscript><p>${common.noScript}</p></noscript>
<form hidden>
<p>${texts.explanation}</p>
${inputOf(page.field, texts, common)}
<button>${texts.button}</button>
</form>
<div id="status" role="status" tabindex="-1"></div>
<section id="after" hidden>${page.takesToken ? signInHelp(common) : ''}</section>
${anotherLink}
</main>
<script>${script}</script>
</body>
</html>
`;
  return { html, policy: policyFor(script, [`style-src ${hashOf(STYLE)}`, 'img-src data:']) };
};
