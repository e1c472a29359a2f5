import { type Audience, badUserInput, withoutErasedAuthor } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { typeOfKind, typeOfSubject } from '../subject/subject-type';
import { Subject } from '../subject/subject.entity';
import type { RateableKind } from '../subject/subject.enums';

export interface NewSubject {
  readonly id: string;
  readonly kind: RateableKind;
  /** Who may see it, if it is a post. A post with no known audience is hidden. */
  readonly audience?: Audience;
}

export class SubjectStore {
  constructor(private readonly tx: EntityManager) {}

  /**
   * Makes a subject rateable, or updates its kind and audience; without an audience, the stored one is kept. Throws
   * BAD_USER_INPUT if the id does not belong to the kind.
   */
  async register({ id, kind, audience }: NewSubject): Promise<void> {
    const type = typeOfKind(kind);
    if (typeOfSubject(id) !== type) {
      throw badUserInput(`"${id}" is not the id of a subject of kind ${kind}: give the id of a ${type}.`);
    }
    const stored = audience && (await withoutErasedAuthor(this.tx, audience));
    await this.tx.upsert(Subject, { id, kind, ...stored }, ['id']);
  }
}
