import { createHash } from 'node:crypto';
import { type Clock, CodedError, type FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { inOneTransaction, lockPosts, withRegistrationLock } from '../subject/registration-lock';
import { organisationsNamed, withNamesLogged, withNamesOfTextsLogged } from '../subject/subject-named';
import { type CitationsOf, replaceCitations } from './citation.store';
import { Source } from './source.entity';
import type { SourceKind } from './source.enums';
import { wordsOf } from '../subject/words-of';

export interface NewSource {
  /** Key of the document. It stays the same when the text changes. */
  readonly document: string;
  readonly kind: `${SourceKind}`;
  readonly title: string;
  readonly lang: string;
  readonly url?: string | null;
  readonly publisher?: string | null;
  readonly published?: FuzzyDate | null;
  /** The whole text. Null or absent for a publication whose text is not stored. */
  readonly text?: string | null;
  /** SHA-256 of `text` in UTF-8, in hexadecimal. Checked if given. */
  readonly sha256?: string | null;
  readonly postId?: string | null;
  /** Where the body of the post is in `text`, in code points; `bodyEnd` is excluded. Null if it is no post, or not known. */
  readonly bodyStart?: number | null;
  readonly bodyEnd?: number | null;
  readonly originKey: string;
}

export interface StoredSource {
  readonly source: Source;
  readonly outcome: 'CREATED' | 'UNCHANGED' | 'REVISED';
}

/** The given SHA-256 is not that of the text, so offsets into the text cannot be trusted. */
export class DigestMismatch extends CodedError {
  readonly code = 'DIGEST_MISMATCH';

  constructor(document: string, given: string, computed: string) {
    super(
      `The SHA-256 of the text of "${document}" is ${computed}, not ${given}: send the SHA-256 of the text in UTF-8.`,
    );
  }
}

const digestOf = ({ document, text, sha256 }: NewSource): string | null => {
  if (text == null) return null;
  const computed = createHash('sha256').update(text, 'utf8').digest('hex');
  if (sha256 && sha256.toLowerCase() !== computed) throw new DigestMismatch(document, sha256, computed);
  return computed;
};

export class SourceStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Saves a document. A text that is already stored for the document updates the description of that source; a new text
   * becomes a new revision. Throws {@link DigestMismatch}.
   */
  async save(document: NewSource): Promise<StoredSource> {
    const sha256 = digestOf(document);
    return inOneTransaction(this.db, async (tx) => {
      if (document.postId) await lockPosts(tx, [document.postId]);
      return withRegistrationLock(tx, this.clock, () => this.saveRevision(tx, document, sha256));
    });
  }

  private async saveRevision(tx: EntityManager, document: NewSource, sha256: string | null): Promise<StoredSource> {
    const revisions = await tx
      .createQueryBuilder(Source, 'source')
      .where('source.documentKey = :document', { document: document.document })
      .orderBy('source.revision', 'DESC')
      .getMany();
    const existing = revisions.find((source) => source.sha256 === sha256);
    if (existing) return this.updateDescription(tx, existing, document);
    return this.insert(tx, document, sha256, (revisions[0]?.revision ?? 0) + 1);
  }

  /** Id of the post that the latest revision of a document became; null if there is none or the document is unknown. */
  async postIdOf(documentKey: string): Promise<string | null> {
    const latest = await this.db.findOne(Source, { where: { documentKey }, order: { revision: 'DESC' } });
    return latest?.postId ?? null;
  }

  /**
   * Replaces a document's citations of each fact or name; citations by other documents stay. Returns, for each item of
   * `all`, whether anything changed.
   */
  cite(all: readonly CitationsOf[]): Promise<boolean[]> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      const names = all.flatMap(({ cited }) => ('organisationNameId' in cited ? [cited.organisationNameId] : []));
      const organisations = await organisationsNamed(tx, names);
      return withNamesLogged(tx, this.clock, organisations, () => replaceCitations(tx, this.clock, all));
    });
  }

  private async insert(
    tx: EntityManager,
    document: NewSource,
    sha256: string | null,
    revision: number,
  ): Promise<StoredSource> {
    const id = this.clock.newId('source');
    const text = document.text ?? null;
    const retrievedAt = text === null ? null : this.clock.now();
    const { document: documentKey } = document;
    await tx.insert(Source, { id, documentKey, revision, text, sha256, retrievedAt, ...descriptionOf(document) });
    const source = await tx.findOneByOrFail(Source, { id });
    return { source, outcome: revision === 1 ? 'CREATED' : 'REVISED' };
  }

  private async updateDescription(tx: EntityManager, existing: Source, document: NewSource): Promise<StoredSource> {
    const description = descriptionOf(document);
    const stored = descriptionOf({ ...existing, document: existing.documentKey });
    if (JSON.stringify(description) === JSON.stringify(stored)) return { source: existing, outcome: 'UNCHANGED' };
    // Whoever cites the source holds the registration lock too: see `changePosts`.
    await withNamesOfTextsLogged(tx, this.clock, [existing.id], () =>
      tx.update(Source, { id: existing.id }, description),
    );
    return { source: await tx.findOneByOrFail(Source, { id: existing.id }), outcome: 'UNCHANGED' };
  }
}

const descriptionOf = (document: NewSource) => ({
  kind: document.kind as SourceKind,
  title: document.title,
  lang: document.lang,
  url: document.url ?? null,
  publisher: document.publisher ?? null,
  published: document.published ?? null,
  publishedEarliest: document.published?.earliest ?? null,
  publishedLatest: document.published?.latest ?? null,
  words: wordsOf([document.title, document.publisher]),
  postId: document.postId ?? null,
  bodyStart: document.bodyStart ?? null,
  bodyEnd: document.bodyEnd ?? null,
  originKey: document.originKey,
});
