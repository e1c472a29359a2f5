import type { Language } from '../language';
import { escapeHtml, jsonForScript } from './escape';
import { jsonLdOf } from './json-ld';
import type { PagePost } from './page-post';
import { POST_STYLE } from './post-style';
import { POST_TEXTS, type PostTexts } from './post-texts';

/** Fewer headings need no table of contents. */
const MIN_HEADINGS = 3;

/** The language of the texts around a post: English for a post in neither of the two. */
const chromeLanguage = (lang: string): Language => (lang.toLowerCase().split('-')[0] === 'fr' ? 'fr' : 'en');

const dayIn = (language: Language, instant: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(instant));

/** An event's date: the words of the text that gave it, or as exactly as it is known. */
const whenText = ({ details }: PagePost, language: Language): string | null => {
  const when = details?.when;
  if (!when || when.precision === 'UNKNOWN') return when?.raw ?? null;
  if (when.raw !== null) return when.raw;
  return when.precision === 'DAY' && when.earliest !== null ? dayIn(language, when.earliest) : when.edtf;
};

const definitions = (entries: readonly (readonly [term: string, text: string | null | undefined])[]): string => {
  const known = entries.flatMap(([term, text]) => (text ? [`<dt>${term}</dt><dd>${escapeHtml(text)}</dd>`] : []));
  return known.length === 0 ? '' : `<dl>${known.join('')}</dl>`;
};

const detailsHtml = (post: PagePost, texts: PostTexts, language: Language): string => {
  const { details } = post;
  const organisers = (details?.organisers ?? []).flatMap((organiser) => organiser?.name ?? []).join(', ');
  const question = details?.question ? `<p class="lead">${escapeHtml(details.question)}</p>` : '';
  return (
    question +
    definitions([
      [texts.when, whenText(post, language)],
      [texts.where, details?.place],
      [texts.series, details?.series?.name],
      [texts.organisers, organisers],
      [texts.firstPublished, details?.outlet],
    ])
  );
};

const contentsHtml = ({ body: { headings } }: PagePost, { contents }: PostTexts): string => {
  if (headings.length < MIN_HEADINGS) return '';
  const items = headings.map(({ text, anchor }) => `<li><a href="#${escapeHtml(anchor)}">${escapeHtml(text)}</a></li>`);
  return `<nav aria-labelledby="contents"><h2 id="contents">${contents}</h2><ol>${items.join('')}</ol></nav>`;
};

/** Author, day and reading time. The parts are safe HTML. */
const bylineHtml = (post: PagePost, texts: PostTexts, language: Language): string => {
  const author = post.author?.name ?? post.byline;
  const organisation = post.writtenFor?.name;
  const parts = [
    author && `${texts.by} <span class="author">${escapeHtml(author)}</span>`,
    organisation && escapeHtml(organisation),
    post.publishedAt && `<time datetime="${escapeHtml(post.publishedAt)}">${dayIn(language, post.publishedAt)}</time>`,
    post.readingMinutes > 0 && texts.minutes(post.readingMinutes),
  ].filter(Boolean);
  return `<p class="byline">${parts.join(' · ')}</p>`;
};

const openGraph = ({ title, url, lang, kind, publishedAt }: PagePost, description: string): string => {
  const properties: Readonly<Record<string, string | null>> = {
    'og:type': 'article',
    'og:site_name': 'Wizness',
    'og:title': title,
    'og:description': description,
    'og:url': url,
    'og:locale': lang.replace('-', '_'),
    'article:published_time': kind === 'EVENT' ? null : publishedAt,
  };
  return Object.entries(properties)
    .flatMap(([name, value]) => (value === null ? [] : [`<meta property="${name}" content="${escapeHtml(value)}">`]))
    .join('\n');
};

/** The feeds of all posts, which readers of feeds find in any page of a post. */
const feedLinks = ({ url, slug }: PagePost): string => {
  const site = url.slice(0, -`/posts/${slug}`.length);
  return [
    ['application/atom+xml', 'atom', 'Atom'],
    ['application/feed+json', 'json', 'JSON Feed'],
  ]
    .map(
      ([type, extension, title]) =>
        `<link rel="alternate" type="${type}" title="Wizness (${title})" href="${escapeHtml(`${site}/feeds/posts.${extension}`)}">`,
    )
    .join('\n');
};

/** The frame of every page about posts. `head` and `main` are safe HTML. */
const pageHtml = (lang: string, title: string, head: string, main: string): string => `<!doctype html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Wizness</title>
${head}
<link rel="icon" href="data:,">
<style>${POST_STYLE}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;

/** The page of a post: semantic HTML without a script. `body.html` was sanitised by content; all else is escaped here. */
export const renderPost = (post: PagePost): string => {
  const language = chromeLanguage(post.lang);
  const texts = POST_TEXTS[language];
  const description = post.summary ?? post.excerpt;
  const head = `<meta name="description" content="${escapeHtml(description)}">
<link rel="canonical" href="${escapeHtml(post.url)}">
${feedLinks(post)}
${openGraph(post, description)}
<script type="application/ld+json">${jsonForScript(jsonLdOf(post))}</script>`;
  const summary = post.summary ? `<p class="lead">${escapeHtml(post.summary)}</p>` : '';
  const topics = post.topics.map((topic) => `<li>${escapeHtml(topic[language])}</li>`).join('');
  const main = `<article>
<header>
<p class="kind">${escapeHtml(texts.kinds[post.kind] ?? '')}</p>
<h1>${escapeHtml(post.title)}</h1>
${bylineHtml(post, texts, language)}
${summary}${detailsHtml(post, texts, language)}
</header>
${contentsHtml(post, texts)}
${post.body.html}
${topics === '' ? '' : `<footer><h2>${texts.topics}</h2><ul>${topics}</ul></footer>`}
</article>`;
  return pageHtml(post.lang, post.title, head, main);
};

/** A page that says why there is no post. */
export const renderProblem = (problem: 'notFound' | 'gone' | 'tooMany' | 'unavailable', language: Language): string => {
  const texts = POST_TEXTS[language];
  const head = '<meta name="robots" content="noindex">';
  return pageHtml(language, texts[problem], head, `<h1>${texts[problem]}</h1>\n<p>${texts[`${problem}Text`]}</p>`);
};
