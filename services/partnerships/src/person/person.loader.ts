import { groupedByKey, fetchPage, findByArgument, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { homeOf, isMerged, joinedHome, joinIdentity } from '../subject/merge/home';
import { subjectByAnyId, subjectBySlug } from '../subject/merge/subject-by-id';
import type { Visible } from '../visibility/source.visibility';
import { factBackedRows } from '../subject/fact-backed';
import { Affiliation } from './affiliation.entity';
import { Person } from './person.entity';
import type { PersonsArguments } from './person-list.types';
import { ListConditions } from '../subject/list/list-conditions';
import { SubjectOrder, subjectOrder } from '../subject/list/subject-order';

const affiliationsBy = (db: EntityManager, visible: Visible, key: 'personId' | 'organisationId') =>
  groupedByKey(factBackedRows(db, visible, Affiliation, key, { id: 'ASC' }), (affiliation) => affiliation[key]);

const listPersons = (db: EntityManager, visible: Visible, { filter, orderBy, ...page }: PersonsArguments) => {
  const { ids, organisationIds, text } = filter ?? {};
  const query = db.createQueryBuilder(Person, 'person').where(`NOT ${isMerged('person.id')}`, visible.parameters);
  new ListConditions(query, visible)
    .subjects('ids', 'person.id', ids, ['person'])
    .stated('organisationIds', organisationIds, {
      table: 'affiliations',
      column: 'organisation_id',
      joined: ['person.id', homeOf('stated.person_id')],
      prefix: 'org',
    })
    .text(
      text,
      `person.id IN (SELECT ${joinedHome('identity', 'named.id')} FROM people named
        ${joinIdentity('identity', 'named.id')} WHERE named.name_key LIKE :text)`,
    );
  const order = subjectOrder('person', orderBy ?? SubjectOrder.NAME);
  return fetchPage(query, order, readPage(page, order));
};

export const createPersonLoaders = (db: EntityManager, visible: Visible) => {
  const personById = subjectByAnyId(db, Person);
  const personBySlug = subjectBySlug(db, Person, 'people');
  return {
    personById,
    findPerson: (args: { id?: string | null; slug?: string | null }) =>
      findByArgument<Person>('person', args, {
        id: (id) => personById.load(id),
        slug: (slug) => personBySlug.load(slug),
      }),
    listPersons: (args: PersonsArguments) => listPersons(db, visible, args),
    affiliationsByPersonId: affiliationsBy(db, visible, 'personId'),
    affiliationsByOrganisationId: affiliationsBy(db, visible, 'organisationId'),
  };
};

export type PersonLoaders = ReturnType<typeof createPersonLoaders>;
