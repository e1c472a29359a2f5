import type { Page } from './page';
import type { CommonWords } from './page-texts';

type Said = Pick<CommonWords, 'wait' | 'failed' | 'incomplete' | 'mistakes'> & { readonly done: string };

/**
 * What runs in the browser. The token leaves the address bar at once, and nothing is sent before somebody asks for it:
 * mail programs open links to look at them. Whatever a service says becomes text, never markup.
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

const say = (...lines) => {
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
  if (isComplete) say();
  else say({ text: page.words.incomplete });
};

const ask = async () => {
  const input = { ...(page.takesToken && { token }), ...(field && { [page.field]: field.value }) };
  const response = await fetch('graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'omit',
    body: JSON.stringify({ query: page.mutation, variables: { input } }),
  });
  const { data } = await response.json();
  return data.answer.userErrors;
};

const finish = () => {
  if (field) field.value = '';
  form.hidden = true;
  after.hidden = false;
  say({ text: page.words.done });
  status.focus();
};

const complain = (userErrors) => {
  say(...userErrors.map(({ code, field: path, message }) => {
    const known = page.words.mistakes[[...(path ?? []), code].join(' ')];
    return known ? { text: known } : { text: message, language: 'en' };
  }));
  if (field && userErrors.some(({ field: path }) => path && path.includes(page.field))) {
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (waiting) return;
  waiting = true;
  if (field) field.removeAttribute('aria-invalid');
  say({ text: page.words.wait });
  try {
    const userErrors = await ask();
    if (userErrors.length > 0) complain(userErrors);
    else finish();
  } catch {
    say({ text: page.words.failed });
  } finally {
    waiting = false;
  }
});
if (show) show.addEventListener('change', () => { field.type = show.checked ? 'text' : 'password'; });
addEventListener('hashchange', begin);
begin();
`;

/** The script of a page, to stand within a script element. */
export const scriptOf = (
  { mutation, field, takesToken }: Page,
  { wait, failed, incomplete, mistakes, done }: Said,
): string => {
  const page = { mutation, field, takesToken, words: { wait, failed, incomplete, mistakes, done } };
  // Only this character could begin the end of the element.
  return `\nconst page = ${JSON.stringify(page).replaceAll('<', '\\u003c')};${BEHAVIOUR}`;
};
