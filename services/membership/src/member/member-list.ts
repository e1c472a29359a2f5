import {
  checkIds,
  checkSearchText,
  createMergeLoaders,
  escapeLike,
  fetchPage,
  foldText,
  idsOfSubject,
  matchKey,
  type Order,
  pagedBySubject,
  readPage,
} from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Member } from './member.entity';
import {
  type MemberFilter,
  MemberOrder,
  type MembersArguments,
  type OrganisationMembersArguments,
} from './member-list.types';

const ID: Order['keys'][number] = { sql: 'member.id', type: 'text' };

const ORDERS: Readonly<Record<MemberOrder, Order>> = {
  NAME: { name: 'members NAME', direction: 'ASC', keys: [{ sql: 'member.nameKey', type: 'text' }, ID] },
  NEWEST: { name: 'members NEWEST', direction: 'DESC', keys: [{ sql: 'member.joinedAt', type: 'timestamptz' }, ID] },
};

/** Throws BAD_USER_INPUT for an id of another type, or a text that is too long. */
const matching = (db: EntityManager, filter: MemberFilter | null | undefined): SelectQueryBuilder<Member> => {
  const query = db.createQueryBuilder(Member, 'member').where('TRUE');
  const { ids, organisationIds, affiliationVerified, text } = filter ?? {};
  if (ids) {
    checkIds(ids, ['member'], ['filter', 'ids']);
    query.andWhere('member.id = ANY(:ids)', { ids });
  }
  if (organisationIds) {
    checkIds(organisationIds, ['org'], ['filter', 'organisationIds']);
    const all = `SELECT one.id FROM unnest(CAST(:organisationIds AS text[])) asked (id) CROSS JOIN LATERAL ${idsOfSubject('asked.id')} one (id)`;
    query.andWhere(`member.organisationId = ANY(ARRAY(${all}))`, { organisationIds });
  }
  if (affiliationVerified != null) {
    query.andWhere('member.organisationId IS NOT NULL AND member.organisationVerified = :affiliationVerified', {
      affiliationVerified,
    });
  }
  if (text != null) {
    const key = escapeLike(matchKey(checkSearchText(text, ['filter', 'text'])));
    const handle = escapeLike(foldText(text).trim().replace(/\s+/g, '-'));
    query.andWhere('(member.nameKey LIKE :key OR member.handle LIKE :handle)', {
      key: `%${key}%`,
      handle: `%${handle}%`,
    });
  }
  return query;
};

/** A page of all members. Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments. */
export const memberList = (db: EntityManager, { filter, orderBy, ...args }: MembersArguments) => {
  const order = ORDERS[orderBy ?? MemberOrder.NAME];
  return fetchPage(matching(db, filter), order, readPage(args, order));
};

/** A page of the members of each organisation. Throws as {@link memberList} does. */
export const membersByOrganisation = (
  db: EntityManager,
  { filter, orderBy, ...args }: OrganisationMembersArguments,
) => {
  const order = ORDERS[orderBy ?? MemberOrder.NAME];
  return pagedBySubject<Member>({
    merges: createMergeLoaders(db),
    // A member works for one organisation.
    once: 'TRUE',
    query: () => matching(db, filter),
    parent: 'member.organisationId',
    parentOf: (member) => member.organisationId ?? '',
    order,
    page: readPage(args, order),
  });
};
