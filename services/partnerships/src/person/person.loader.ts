import { byKey, groupedByKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import type { Visible } from '../visibility/source.visibility';
import { factBackedRows } from '../subject/fact-backed';
import { Affiliation } from './affiliation.entity';
import { Person } from './person.entity';

const affiliationsBy = (db: EntityManager, visible: Visible, key: 'personId' | 'organisationId') =>
  groupedByKey(
    (ids: readonly string[]) =>
      factBackedRows(db, visible, Affiliation, 'affiliation')
        .andWhere(`affiliation.${key} IN (:...ids)`, { ids })
        .orderBy('affiliation.id')
        .getMany(),
    (affiliation) => affiliation[key],
  );

export const createPersonLoaders = (db: EntityManager, visible: Visible) => ({
  personById: byKey(
    (ids: readonly string[]) => db.findBy(Person, { id: In([...ids]) }),
    (person) => person.id,
  ),
  affiliationsByPersonId: affiliationsBy(db, visible, 'personId'),
  affiliationsByOrganisationId: affiliationsBy(db, visible, 'organisationId'),
});

export type PersonLoaders = ReturnType<typeof createPersonLoaders>;
