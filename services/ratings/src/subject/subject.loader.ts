import { byKey, type Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { typeOfSubject } from './subject.enums';
import { RateableSubject } from './subject.entity';
import { visibleSubjects } from './subject.visibility';

/** Subjects by id: null for one that is not known, or that who asks may not see. */
export const subjectsById = (db: EntityManager, identity: Identity) =>
  byKey(
    (ids: readonly string[]) => {
      const { sql, parameters } = visibleSubjects(identity);
      return db
        .createQueryBuilder(RateableSubject, 'subject')
        .where('subject.id = ANY(:ids)', { ids: ids.filter(typeOfSubject) })
        .andWhere(sql, parameters)
        .getMany();
    },
    (subject) => subject.id,
  );
