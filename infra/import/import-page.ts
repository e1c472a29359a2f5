import { createHash } from 'node:crypto';
import { findMentions, PostKind, type PublishedPost, slugOf, type WiznessPage } from '@wizness/content';
import {
  importClaims,
  type ImportedClaims,
  type ImportedSubject,
  type PartnershipsContext,
  ClaimProblems,
  type Spans,
} from '@wizness/partnerships';
import type { Transactional } from '@wizness/kernel';
import { RateableKind, type RatingsContext } from '@wizness/ratings';
import { readCitedContent } from './read-content-claims';
import type { Services } from '../command/open-services';
import type { PageClaims } from './page-claims';
import { registerPost } from '../demo/register-post';
import { readVocabulary } from './vocabulary';
import { idOf, writeSurroundings } from './content-import';

export interface PageImport {
  readonly page: WiznessPage;
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

const recordClaims = async (
  partnerships: Transactional<PartnershipsContext>,
  page: WiznessPage,
  { claims, spans, key, postId }: { claims: PageClaims; spans: Spans; key: string; postId: string },
): Promise<ImportedClaims> => {
  await partnerships.properties.define(readVocabulary());
  return importClaims(partnerships, {
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

/** What of the claims can be rated from now on. */
const register = async (
  { stores }: RatingsContext,
  claims: PageClaims,
  imported: ReadonlyMap<string, ImportedSubject>,
): Promise<void> => {
  const kinds = [
    [claims.organisations, RateableKind.ORGANISATION],
    [claims.programmes, RateableKind.PROGRAMME],
    [claims.partnerships, RateableKind.PARTNERSHIP],
  ] as const;
  for (const [entries = [], kind] of kinds) {
    for (const { key } of entries) await stores.subjects.register({ id: idOf(imported, key), kind });
  }
};

const importAlone = async (services: Services, page: WiznessPage, slug?: string): Promise<ImportReport> =>
  services.content.inTransaction(async ({ posts }) => {
    const post = await posts.importPage({ page, kind: PostKind.ARTICLE, slug });
    await registerPost(services, post);
    const ids = new Map([[post.post.slug, post.post.id]]);
    return { title: page.title, post, mentions: 0, claims: null, warnings: page.warnings, ids };
  });

const importWithClaims = async (
  services: Services,
  page: WiznessPage,
  { claims, spans, slug }: { claims: PageClaims; spans: Spans; slug: string },
): Promise<ImportReport> => {
  const problems = new ClaimProblems();
  const cited = readCitedContent(page, claims, spans, problems);
  return services.content.inTransaction((content) =>
    services.partnerships.inTransaction((partnerships) =>
      services.ratings.inTransaction(async (ratings) => {
        const known = await content.posts.find({ slug });
        const postId = known?.id ?? services.clock.newId('post');
        const imported = await problems.throwTogetherWith(
          recordClaims(partnerships, page, { claims, spans, key: slug, postId }),
        );
        const subjects = new Map(Object.entries(imported.subjects));
        const events = await writeSurroundings(content, cited, claims, subjects);
        const byHand = cited.mentions.map(({ target, ...place }) => ({ id: idOf(subjects, target), ...place }));
        const mentions = findMentions(page.body, [...subjects.values()], byHand);
        const post = await content.posts.importPage({
          id: postId,
          page,
          kind: PostKind[cited.kind],
          slug,
          topicSlugs: claims.document.topics,
          publishedAt: cited.publishedAt,
          reportsOnId: claims.document.reportsOn && events.get(claims.document.reportsOn)?.post.id,
          mentions,
        });
        const ids = new Map([
          ...[...subjects].map(([key, { id }]) => [key, id] as const),
          ...[...events].map(([key, event]) => [key, event.post.id] as const),
          [post.post.slug, post.post.id] as const,
        ]);
        await register(ratings, claims, subjects);
        for (const told of [...events.values(), post]) await registerPost({ ratings, partnerships }, told);
        return { title: page.title, post, mentions: mentions.length, claims: imported, warnings: page.warnings, ids };
      }),
    ),
  );
};

/**
 * Imports a saved page, and what is claimed about it, into content, partnerships and ratings. The same again changes
 * nothing; a changed page is a new revision. Throws ClaimsError that lists all that its author has to mend, or
 * BAD_USER_INPUT of a verb, and leaves nothing then: one transaction per service, and none commits before all have done
 * their work (decision 6).
 */
export const importPage = async (
  services: Services,
  { page, claims, spans = {}, slug }: PageImport,
): Promise<ImportReport> => {
  if (!claims) return importAlone(services, page, slug);
  return importWithClaims(services, page, { claims, spans, slug: slug ?? claims.document.slug ?? slugOf(page.title) });
};
