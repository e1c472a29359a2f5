import { createHash } from 'node:crypto';
import { PostKind, type PublishedPost, readWiznessPage, slugOf, type WiznessPage } from '@wizness/content';
import type { ImportedClaims, PartnershipsContext, Spans } from '@wizness/partnerships';
import { RateableKind, type RatingsContext } from '@wizness/ratings';
import { readCitedContent } from './cited-content';
import { ImportError } from './import-error';
import type { Services } from './open-services';
import type { PageClaims } from './page-claims';
import { readVocabulary } from './vocabulary';
import { writeSurroundings } from './write-surroundings';

export interface PageImport {
  /** The file as it is. */
  readonly page: Buffer;
  readonly claims?: PageClaims | null;
  /** Texts by name, for quotes that are written `#NAME`. */
  readonly spans?: Spans;
  /** What the post is known by; the claims file's, or made of the title, unless given. */
  readonly slug?: string;
}

export interface ImportReport {
  readonly title: string;
  readonly post: PublishedPost;
  readonly mentions: number;
  /** Null where no claims were given. */
  readonly claims: ImportedClaims | null;
  readonly warnings: readonly string[];
  /** Ids of what the claims file names, by key; the post's by its slug. */
  readonly ids: ReadonlyMap<string, string>;
}

const pageKind = (kind: string): PostKind.ARTICLE | PostKind.NEWS | PostKind.GOOD_PRACTICE => {
  if (kind === 'ARTICLE' || kind === 'NEWS' || kind === 'GOOD_PRACTICE') return PostKind[kind];
  throw new ImportError(
    `A page can not become a post of kind ${kind}: set document.kind to ARTICLE, NEWS or GOOD_PRACTICE.`,
  );
};

const importClaims = async (
  partnerships: PartnershipsContext,
  page: WiznessPage,
  { claims, spans, key, postId }: { claims: PageClaims; spans: Spans; key: string; postId: string },
): Promise<ImportedClaims> => {
  await partnerships.properties.define(readVocabulary());
  return partnerships.claims.import({
    document: {
      key,
      text: page.source,
      sha256: createHash('sha256').update(page.source).digest('hex'),
      title: page.title,
      lang: page.lang,
      postId,
    },
    claims,
    spans,
  });
};

/** What can be rated from now on, by id. */
const rateable = (
  claims: PageClaims,
  ids: ReadonlyMap<string, string>,
  post: PublishedPost,
): Map<string, RateableKind> => {
  const kinds = new Map([[post.post.id, RateableKind[post.post.kind]]]);
  const add = (entries: readonly { readonly key: string }[] | undefined, kind: RateableKind) => {
    for (const { key } of entries ?? []) {
      const id = ids.get(key);
      if (id) kinds.set(id, kind);
    }
  };
  add(claims.organisations, RateableKind.ORGANISATION);
  add(claims.programmes, RateableKind.PROGRAMME);
  add(claims.partnerships, RateableKind.PARTNERSHIP);
  add(claims.events, RateableKind.EVENT);
  return kinds;
};

const register = async (ratings: RatingsContext, kinds: ReadonlyMap<string, RateableKind>): Promise<void> => {
  for (const [id, kind] of kinds) await ratings.subjects.register({ id, kind });
};

const importAlone = async ({ content, ratings }: Services, page: WiznessPage, slug?: string): Promise<ImportReport> =>
  content.inTransaction(async (contentInside) => {
    const post = await contentInside.posts.importPage({ page, kind: PostKind.ARTICLE, slug });
    await register(ratings, new Map([[post.post.id, RateableKind.ARTICLE]]));
    const ids = new Map([[post.post.slug, post.post.id]]);
    return { title: page.title, post, mentions: 0, claims: null, warnings: page.warnings, ids };
  });

/**
 * Imports a saved page, and what is claimed about it, into content, partnerships and ratings. The same again changes
 * nothing; a changed page is a new revision. Throws PageError, ClaimsError, ImportError, or BAD_USER_INPUT of a verb, and
 * leaves nothing then: one transaction per service, and none commits before all have done their work (decision 6).
 */
export const importPage = async (
  services: Services,
  { page: bytes, claims, spans = {}, slug }: PageImport,
): Promise<ImportReport> => {
  const page = readWiznessPage(bytes);
  if (!claims) return importAlone(services, page, slug);
  const cited = readCitedContent(page, claims, spans);
  const { document } = claims;
  const postSlug = slug ?? document.slug ?? slugOf(page.title);
  return services.content.inTransaction((content) =>
    services.partnerships.inTransaction((partnerships) =>
      services.ratings.inTransaction(async (ratings) => {
        const known = await content.posts.find({ slug: postSlug });
        const postId = known?.id ?? services.clock.newId('post');
        const imported = await importClaims(partnerships, page, { claims, spans, key: postSlug, postId });
        const subjects = new Map(Object.entries(imported.subjects));
        const events = await writeSurroundings(content, cited, claims, subjects);
        const mentions = cited.mentionsOf(subjects);
        const post = await content.posts.importPage({
          id: postId,
          page,
          kind: pageKind(document.kind),
          slug: postSlug,
          topicSlugs: document.topics,
          publishedAt: document.publishedAt ? new Date(document.publishedAt) : undefined,
          reportsOnId: document.reportsOn && events.get(document.reportsOn),
          mentions,
        });
        const ids = new Map([
          ...[...subjects].map(([key, { id }]) => [key, id] as const),
          ...events,
          [post.post.slug, post.post.id] as const,
        ]);
        await register(ratings, rateable(claims, ids, post));
        return { title: page.title, post, mentions: mentions.length, claims: imported, warnings: page.warnings, ids };
      }),
    ),
  );
};
