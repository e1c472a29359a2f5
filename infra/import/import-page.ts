import { createHash } from 'node:crypto';
import { type ImportedPage, PostKind, type PublishedPost, type TextWarning, type WiznessPage } from '@wizness/content';
import { slugOf } from '@wizness/kernel';
import {
  type ClaimProblem,
  ClaimProblems,
  type ClaimsFile,
  importClaims,
  type ImportedClaims,
  type Spans,
} from '@wizness/partnerships';
import { GraphQLError } from 'graphql';
import { CommandError } from '../command/command-error';
import type { Services } from '../command/open-services';
import { contentImport } from './content-import';
import { readContentClaims } from './read-content-claims';
import { readVocabulary } from './vocabulary';

export interface PageToImport {
  readonly page: WiznessPage;
  readonly claims?: ClaimsFile | null;
  /** Statements that were left out when the claims were read. */
  readonly refused?: readonly ClaimProblem[];
  /** Texts by name, for quotes that are written `#NAME`. */
  readonly spans?: Spans;
  /** Slug of the post. Defaults to that of the claims file, or to one made from the title. */
  readonly slug?: string;
  /** Imports all claims or nothing. By default, claims with a problem are left out. */
  readonly strict?: boolean;
}

export interface ImportReport {
  readonly title: string;
  readonly post: PublishedPost;
  /** Posts of the events that the page describes. */
  readonly events: readonly PublishedPost[];
  readonly mentionCount: number;
  /** Series of events by key of the claims file, with how they were identified. */
  readonly series: ImportedPage['series'];
  /** Texts of topics that stayed although the claims give others. */
  readonly topicDifferences: ImportedPage['topicDifferences'];
  /** Null if no claims were given. */
  readonly claims: ImportedClaims | null;
  readonly warnings: readonly TextWarning[];
  /** Ids by key of the claims file; the post's id by its slug. */
  readonly ids: ReadonlyMap<string, string>;
}

interface PageWithClaims {
  readonly page: WiznessPage;
  readonly claims: ClaimsFile;
  readonly refused: readonly ClaimProblem[];
  readonly spans: Spans;
  readonly slug: string;
  readonly strict: boolean;
}

/**
 * The id that the post has or will have. A post that content does not have yet keeps the id that an interrupted import has
 * recorded with the claims, so that running the import again completes it.
 */
const postIdFor = async ({ content, partnerships, clock }: Services, slug: string): Promise<string> => {
  const existing = await content.loaders.findPost({ slug });
  if (existing) return existing.id;
  const recorded = await partnerships.sources.postIdOf(slug);
  if (recorded !== null && !(await content.loaders.findPost({ id: recorded }))) return recorded;
  return clock.newId('post');
};

const subjectIn = (subjects: ImportedClaims['subjects'], key: string) => {
  const subject = subjects[key];
  if (!subject) throw new TypeError(`The subject "${key}" is used before it is recorded.`);
  return subject;
};

const importAlone = async ({ content }: Services, page: WiznessPage, slug?: string): Promise<ImportReport> => {
  const { events: _, ...imported } = await content.imports.importPage({ page, kind: PostKind.ARTICLE, slug });
  const { post } = imported.post;
  const ids = new Map([[post.slug, post.id]]);
  return { title: page.title, ...imported, events: [], claims: null, warnings: page.warnings, ids };
};

const importWithClaims = async (
  services: Services,
  { page, claims, refused, spans, slug, strict }: PageWithClaims,
): Promise<ImportReport> => {
  const { content, partnerships } = services;
  const problems = new ClaimProblems();
  for (const { key, reason } of refused) problems.refuse(key, reason);
  const lang = claims.document.lang ?? page.lang;
  const contentClaims = readContentClaims(page, claims, lang, spans, problems);
  const id = await postIdFor(services, slug);
  // Ids of subjects are not known yet; the check does not look at them.
  const unresolved = contentImport({ id, slug, page, lang }, contentClaims, (key) => ({ id: key, names: [key] }));
  await content.imports.check(unresolved).catch((error: unknown) => {
    if (!(error instanceof GraphQLError)) throw error;
    problems.add('document', error.message);
  });

  const imported = await importClaims(partnerships, {
    document: {
      key: slug,
      text: page.source,
      sha256: createHash('sha256').update(page.source).digest('hex'),
      title: page.title,
      lang,
      postId: id,
      bodyStart: page.bodyStart,
      bodyEnd: page.bodyEnd,
    },
    claims,
    spans,
    vocabulary: readVocabulary(),
    problems,
    strict,
  });
  const { events, ...written } = await content.imports.importPage({
    ...contentImport({ id, slug, page, lang }, contentClaims, (key) => subjectIn(imported.subjects, key)),
    nameables: Object.values(imported.subjects),
  });
  if (written.post.post.id !== id) {
    throw new CommandError(`Another import has created the post "${slug}" at the same time. Run the import again.`);
  }

  const ids = new Map([
    ...Object.entries(imported.subjects).map(([key, subject]) => [key, subject.id] as const),
    ...[...events].map(([key, event]) => [key, event.post.id] as const),
    [slug, id] as const,
  ]);
  const report = { ...written, events: [...events.values()], claims: imported };
  return { title: page.title, ...report, warnings: [...page.warnings, ...contentClaims.warnings], ids };
};

/**
 * Imports a saved page and the claims about it. All of it is checked before anything is written. Then partnerships
 * and content write one after the other, each in one transaction; if the process ends in between, running the
 * import again completes it (decision 6). The same import again changes nothing; a changed page is a new revision. Throws
 * ClaimsError with everything that the author of the claims has to correct if the file itself has a problem or, if `strict`,
 * a claim has one; or BAD_USER_INPUT.
 */
export const importPage = async (
  services: Services,
  { page, claims, refused = [], spans = {}, slug, strict = false }: PageToImport,
): Promise<ImportReport> => {
  if (!claims) return importAlone(services, page, slug);
  const slugOfPost = slug ?? claims.document.slug ?? slugOf(page.title);
  return importWithClaims(services, { page, claims, refused, spans, slug: slugOfPost, strict });
};
