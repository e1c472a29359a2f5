import type { Page } from './definitions';
import type { CommonTexts } from './page-texts';

type ScriptTexts = Pick<CommonTexts, 'wait' | 'failed' | 'incomplete' | 'userErrorTexts'> & { readonly done: string };

/**
 * Runs in the browser. It removes the token from the address bar at once, and sends nothing before the user presses the
 * button, because mail programs open links to scan them. Messages of a service are shown as text, never as markup.
 */
const BEHAVIOUR = `
'use strict';
const form = document.querySelector('form');
const field = document.getElementById('field');
const show = document.getElementById('show');
const status = document.getElementById('status');
const after = document.getElementById('after');
let token = null;
let waiting = false;

const showStatus = (...lines) => {
  status.replaceChildren(...lines.map(({ text, language }) => {
    const line = document.createElement('p');
    line.textContent = text;
    if (language) line.lang = language;
    return line;
  }));
};

const begin = () => {
  token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (location.hash) history.replaceState(null, '', location.pathname);
  const isComplete = !page.takesToken || token !== null;
  form.hidden = !isComplete;
  after.hidden = true;
  if (isComplete) showStatus();
  else showStatus({ text: page.texts.incomplete });
};

const sendMutation = async () => {
  const input = { ...(page.takesToken && { token }), [page.field]: field.value };
  const response = await fetch('graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'omit',
    body: JSON.stringify({ query: page.mutation, variables: { input } }),
  });
  const { data } = await response.json();
  return data.payload.userErrors;
};

const finish = () => {
  field.value = '';
  form.hidden = true;
  after.hidden = false;
  showStatus({ text: page.texts.done });
  status.focus();
};

const showErrors = (userErrors) => {
  showStatus(...userErrors.map(({ code, field: path, message }) => {
    const translated = page.texts.userErrorTexts[[...(path ?? []), code].join(' ')];
    return translated ? { text: translated } : { text: message, language: 'en' };
  }));
  if (userErrors.some(({ field: path }) => path && path.includes(page.field))) {
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (waiting) return;
  waiting = true;
  field.removeAttribute('aria-invalid');
  showStatus({ text: page.texts.wait });
  try {
    const userErrors = await sendMutation();
    if (userErrors.length > 0) showErrors(userErrors);
    else finish();
  } catch {
    showStatus({ text: page.texts.failed });
  } finally {
    waiting = false;
  }
});
if (show) show.addEventListener('change', () => { field.type = show.checked ? 'text' : 'password'; });
addEventListener('hashchange', begin);
begin();
`;

/** The script of a page, to be embedded in a script element. */
export const scriptOf = (
  { mutation, field, takesToken }: Page,
  { wait, failed, incomplete, userErrorTexts, done }: ScriptTexts,
): string => {
  const page = { mutation, field, takesToken, texts: { wait, failed, incomplete, userErrorTexts, done } };
  // Escaped, because only this character could start the closing tag of the element.
  return `\nconst page = ${JSON.stringify(page).replaceAll('<', '\\u003c')};${BEHAVIOUR}`;
};
