import { badUserInput, slugOf } from '@wizness/kernel';
import type { NewMention } from '../mention/new-mention';
import type { NewPost } from '../post/new-post';
import { PostKind } from '../post/post.enums';
import { TextFormat } from '../rich-text/rich-text.enums';
import { type ImportedEvent, PAGE_KINDS, type PageImport } from './page-import';

interface PageReferences {
  readonly mentions: readonly NewMention[];
  /** Id of the event that the page reports on. */
  readonly reportsOnId: string | null;
}

/** The post that a page becomes. Throws BAD_USER_INPUT for a kind that a page cannot become. */
export const pagePost = (input: PageImport, { mentions, reportsOnId }: PageReferences): NewPost => {
  const { page, lang = page.lang, kind, id, slug, topicSlugs, publishedAt, byline, written, reportsOn } = input;
  if (!PAGE_KINDS.includes(kind)) {
    throw badUserInput(`A page cannot become a post of kind ${kind}: import it as ${PAGE_KINDS.join(', ')}.`);
  }
  if (reportsOn != null && kind !== PostKind.ARTICLE) {
    throw badUserInput('Only an article reports on an event: omit `reportsOn`, or import the page as an ARTICLE.');
  }
  const text = {
    id,
    slug: slug ?? slugOf(page.title),
    title: page.title,
    lang,
    body: { source: page.body, format: TextFormat.WIZNESS_LNK },
    topicSlugs,
    publishedAt,
    byline,
    written,
    mentions,
  };
  return kind === PostKind.ARTICLE ? { ...text, kind, details: { reportsOnId } } : { ...text, kind };
};

/** The post of an event that a page describes. */
export const eventPost = (
  { slug, title, lang, summary, body, reason, topicSlugs, details }: ImportedEvent,
  publishedAt: Date | undefined,
  seriesId: string | null,
): NewPost => ({
  kind: PostKind.EVENT,
  slug,
  title,
  lang,
  summary,
  body: { source: body, format: TextFormat.PLAIN },
  reason,
  topicSlugs,
  publishedAt,
  details: { ...details, seriesId },
});
