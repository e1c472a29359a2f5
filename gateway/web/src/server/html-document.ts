import type { Language } from '../language/language';

/** Files of the built application, relative to the root of the site: `assets/…`. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  /** Scripts that a view needs besides, by its file in `src/views`. */
  readonly scriptsOf: (view: string) => readonly string[];
}

type Attributes = Readonly<Record<string, unknown>>;

/** Elements of the head, as the routes state them: their attributes, and the text of a script as `children`. */
export interface DocumentHead {
  readonly meta: readonly (Attributes | undefined)[];
  readonly links: readonly (Attributes | undefined)[];
  readonly scripts: readonly (Attributes | undefined)[];
}

interface DocumentParts {
  readonly url: string;
  readonly language: Language;
  readonly assets: PageAssets;
  readonly head: DocumentHead;
  /** Safe HTML. */
  readonly body: string;
  /** File of the view in `src/views`; null for a page without one. */
  readonly view: string | null;
  /** What the application starts with; null for a page that it does not take over. */
  readonly data: object | null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** JSON for a `script` element: no text in it can end the element or open a comment. */
const jsonForScript = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [` ${name}="${escapeHtml(String(value))}"`],
    )
    .join('');

/** Leads from the page to the root of the site, which may be published under a path: `/posts/a` needs `../`. */
const toRoot = (url: string): string => {
  const depth = new URL(url, 'http://site').pathname.split('/').length - 2;
  return depth === 0 ? './' : '../'.repeat(depth);
};

/** The whole HTML page around a view. */
export const htmlDocument = ({ url, language, assets, head, body, view, data }: DocumentParts): string => {
  const root = toRoot(url);
  const title = head.meta.findLast((each) => each?.['title'])?.['title'] ?? 'Wizness';
  const lines = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(String(title))}</title>`,
    ...head.meta.flatMap((each) => (each && !each['title'] ? [`<meta${attributesOf(each)}>`] : [])),
    ...head.links.flatMap((each) => (each ? [`<link${attributesOf(each)}>`] : [])),
    ...head.scripts.flatMap((each) => {
      const { children, type } = each ?? {};
      return [`<script type="${escapeHtml(String(type))}">${jsonForScript(String(children))}</script>`];
    }),
    '<link rel="icon" href="data:,">',
    `<link rel="stylesheet" href="${root}${assets.style}">`,
    // Otherwise each script is asked for only once another one runs.
    ...(view === null ? [] : assets.scriptsOf(view)).map(
      (script) => `<link rel="modulepreload" href="${root}${script}">`,
    ),
  ];
  const application =
    data === null
      ? ''
      : `<script type="application/json" id="data">${jsonForScript(JSON.stringify(data))}</script>
<script type="module" src="${root}${assets.script}"></script>
`;
  return `<!doctype html>
<html lang="${language}">
<head>
${lines.join('\n')}
</head>
<body>
<div id="root">${body}</div>
${application}</body>
</html>
`;
};
