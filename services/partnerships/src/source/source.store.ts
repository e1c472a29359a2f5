import { CodedError } from '@wizness/kernel';
import { createHash } from 'node:crypto';
import type { Clock, FuzzyDate } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { inOneTransaction } from '../subject/registration-lock';
import { type CitationsOf, replaceCitations } from './citation.store';
import { Source } from './source.entity';
import type { SourceKind } from './source.enums';

export interface NewSource {
  /** What stays the same while the text changes: the key of the document. */
  readonly document: string;
  readonly kind: `${SourceKind}`;
  readonly title: string;
  readonly lang: string;
  readonly url?: string | null;
  readonly publisher?: string | null;
  readonly published?: FuzzyDate | null;
  /** The whole text; null for a publication that is known from others only. */
  readonly text?: string | null;
  /** SHA-256 of `text` in UTF-8, in hex; checked if it is given. */
  readonly sha256?: string | null;
  readonly postId?: string | null;
  readonly originKey: string;
}

export interface StoredSource {
  readonly source: Source;
  readonly outcome: 'CREATED' | 'UNCHANGED' | 'REVISED';
}

/** A text and its digest do not belong together: offsets into such a text could not be trusted. */
export class DigestMismatch extends CodedError {
  readonly code = 'DIGEST_MISMATCH';

  constructor(document: string, given: string, computed: string) {
    super(
      `The text of "${document}" has the SHA-256 ${computed}, not ${given}: give the digest of that text in UTF-8.`,
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
   * Keeps a document as it stands. The same text of the same document again is the same source, whose description is
   * brought up to date; another text is another revision. Throws {@link DigestMismatch}.
   */
  async save(document: NewSource): Promise<StoredSource> {
    const sha256 = digestOf(document);
    return inOneTransaction(this.db, async (tx) => {
      const revisions = await tx
        .createQueryBuilder(Source, 'source')
        .where('source.documentKey = :document', { document: document.document })
        .orderBy('source.revision', 'DESC')
        .getMany();
      const known = revisions.find((source) => source.sha256 === sha256);
      if (known) return this.describe(tx, known, document);
      return this.add(tx, document, sha256, (revisions[0]?.revision ?? 0) + 1);
    });
  }

  /** Id of the post that the latest revision of a document became; null if there is none or the document is unknown. */
  async postIdOf(documentKey: string): Promise<string | null> {
    const latest = await this.db.findOne(Source, { where: { documentKey }, order: { revision: 'DESC' } });
    return latest?.postId ?? null;
  }

  /**
   * Makes the given citations those that a document gives of each fact or name; those of other documents stay. Answers
   * for each whether that changed any.
   */
  cite(all: readonly CitationsOf[]): Promise<boolean[]> {
    return inOneTransaction(this.db, (tx) => replaceCitations(tx, this.clock, all));
  }

  private async add(
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

  private async describe(tx: EntityManager, known: Source, document: NewSource): Promise<StoredSource> {
    const description = descriptionOf(document);
    const same =
      JSON.stringify(description) === JSON.stringify(descriptionOf({ ...known, document: known.documentKey }));
    if (same) return { source: known, outcome: 'UNCHANGED' };
    await tx.update(Source, { id: known.id }, description);
    return { source: await tx.findOneByOrFail(Source, { id: known.id }), outcome: 'UNCHANGED' };
  }
}

const descriptionOf = (document: NewSource) => ({
  kind: document.kind as SourceKind,
  title: document.title,
  lang: document.lang,
  url: document.url ?? null,
  publisher: document.publisher ?? null,
  published: document.published ?? null,
  postId: document.postId ?? null,
  originKey: document.originKey,
});
