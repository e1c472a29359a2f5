import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderRichText } from './rich-text';

const FILE = join(__dirname, '..', '..', '..', '..', '..', 'shared', 'cases', 'autolinks.txt');

/** A text in Markdown, and the one address that it links to. */
const CASES: readonly (readonly [string, string])[] = [
  ['Lire « https://haie.example/plan » demain', 'https://haie.example/plan'],
  ['Lire «\u00a0https://haie.example/plan\u00a0» demain', 'https://haie.example/plan'],
  ['Lire «https://haie.example/plan».', 'https://haie.example/plan'],
  ['Read “https://haie.example/plan”.', 'https://haie.example/plan'],
  ['Read ‘https://haie.example/plan’ now', 'https://haie.example/plan'],
  ['Lesen „https://haie.example/plan“ morgen', 'https://haie.example/plan'],
  ['Lesen »https://haie.example/plan« morgen', 'https://haie.example/plan'],
  ['Lire ‹https://haie.example/plan› demain', 'https://haie.example/plan'],
  ['Lire 「https://haie.example/plan」 demain', 'https://haie.example/plan'],
  ['Lire "https://haie.example/plan" demain', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan…', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan⋯ demain', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan... et la suite', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan !', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan, puis le reste', 'https://haie.example/plan'],
  ['(https://haie.example/plan)', 'https://haie.example/plan'],
  ['[https://haie.example/plan]', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan?a=1&b=2…', 'https://haie.example/plan?a=1&b=2'],
  ['Lire https://haie.example/plan_(2012) demain', 'https://haie.example/plan_(2012)'],
  ['Lire https://haie.example/plan”… demain', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan— demain', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan。', 'https://haie.example/plan'],
  ['Read “https://haie.example/plan,” then', 'https://haie.example/plan'],
  ['Read “https://haie.example/plan.” Then', 'https://haie.example/plan'],
  ['Voici https://haie.example/plan: un plan', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan.… demain', 'https://haie.example/plan'],
  ['Lire _https://haie.example/plan_ demain', 'https://haie.example/plan'],
  ['Lire __https://haie.example/plan__ demain', 'https://haie.example/plan'],
  ['Lire ~~https://haie.example/plan~~ demain', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan• Suite', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan\u200b demain', 'https://haie.example/plan'],
  ['Lire ❝https://haie.example/plan❞ demain', 'https://haie.example/plan'],
  ['Lire ⟨https://haie.example/plan⟩ demain', 'https://haie.example/plan'],
  ['（https://haie.example/plan）', 'https://haie.example/plan'],
  ['https://haie.example/plan！', 'https://haie.example/plan'],
  ['https://haie.example/plan، ثم', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan؟', 'https://haie.example/plan'],
  ['Lire &laquo;https://haie.example/plan&raquo; demain', 'https://haie.example/plan'],
  ['Lire https://haie.example/plan?a=1&amp;b=2 demain', 'https://haie.example/plan?a=1&b=2'],
  ['Lire https://haie.example/?q={a}… demain', 'https://haie.example/?q={a}'],
  ['Lire https://haie.example/l’eau’ demain', 'https://haie.example/l%E2%80%99eau'],
  ['Lire https://haie.example/Lyon–Nice» demain', 'https://haie.example/Lyon%E2%80%93Nice'],
];

const sharedCases = (): (readonly [string, string])[] =>
  (existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : [])
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t') as [string, string]);

test.each([...CASES, ...sharedCases()])('"%s" links to %s only', (text, url) => {
  const { links, html } = renderRichText(text, 'MARKDOWN');
  expect(links.map((link) => link.url)).toEqual([url]);
  expect(html).toContain(`href="${url.replaceAll('&', '&amp;')}"`);
});

test('An address of more than 4,000 characters stays text, and one of 4,000 is a link', () => {
  const address = `https://haie.example/${'a'.repeat(3979)}`;
  expect(renderRichText(`${address} b`, 'MARKDOWN').links.map(({ url }) => url)).toEqual([address]);
  expect(renderRichText(`${address}a b`, 'MARKDOWN').links).toEqual([]);
});
