import { byKey, groupedByKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { stated } from '../subject/stated.loader';
import { Affiliation } from './affiliation.entity';
import { Person } from './person.entity';

const affiliationsBy = (db: EntityManager, key: 'personId' | 'organisationId') =>
  groupedByKey(
    (ids: readonly string[]) =>
      stated(db, Affiliation, 'affiliation')
        .where(`affiliation.${key} IN (:...ids)`, { ids })
        .orderBy('affiliation.id')
        .getMany(),
    (affiliation) => affiliation[key],
  );

export const createPersonLoaders = (db: EntityManager) => ({
  personById: byKey(
    (ids: readonly string[]) => db.findBy(Person, { id: In([...ids]) }),
    (person) => person.id,
  ),
  affiliationsByPersonId: affiliationsBy(db, 'personId'),
  affiliationsByOrganisationId: affiliationsBy(db, 'organisationId'),
});

export type PersonLoaders = ReturnType<typeof createPersonLoaders>;
