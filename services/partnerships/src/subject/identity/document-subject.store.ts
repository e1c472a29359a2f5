import type { EntityManager } from 'typeorm';
import { DocumentSubject } from './document-subject.entity';

/** Remembers which subjects the entries of a document's claims file are. */
export class DocumentSubjectStore {
  constructor(private readonly db: EntityManager) {}

  /** Id of the subject by key of the entry, as of the last import of the document. */
  async of(documentKey: string): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.findBy(DocumentSubject, { documentKey });
    return new Map(rows.map(({ entryKey, subjectId }) => [entryKey, subjectId]));
  }

  /** Adds the entries, or gives them another subject. Entries that are not given stay. */
  async save(documentKey: string, subjects: ReadonlyMap<string, string>): Promise<void> {
    const rows = [...subjects].map(([entryKey, subjectId]) => ({ documentKey, entryKey, subjectId }));
    if (rows.length > 0) await this.db.upsert(DocumentSubject, rows, ['documentKey', 'entryKey']);
  }
}
