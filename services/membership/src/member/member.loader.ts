import {
  escapeLike,
  badUserInput,
  boundedText,
  byKey,
  fetchPage,
  foldText,
  type ForwardPageArguments,
  loaderPerArguments,
  matchKey,
  MAX_SEARCH_TEXT,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { normaliseHandle } from './handle';
import { Member } from './member.entity';
import type { MembersArguments } from './member.types';

const BY_NAME: Order = {
  name: 'members by name',
  direction: 'ASC',
  keys: [
    { sql: 'member.name', type: 'text' },
    { sql: 'member.id', type: 'text' },
  ],
};

export const createMemberLoaders = (db: EntityManager) => ({
  memberById: byKey(
    (ids: readonly string[]) => db.findBy(Member, { id: In([...ids]) }),
    (member) => member.id,
  ),
  memberByHandle: byKey(
    (handles: readonly string[]) => db.findBy(Member, { handle: In([...handles]) }),
    (member) => member.handle,
  ),
  membersOfOrganisation: loaderPerArguments((args: ForwardPageArguments) =>
    pagedByKey<Member>({
      query: () => db.createQueryBuilder(Member, 'member').where('TRUE'),
      parent: 'member.organisationId',
      parentOf: (member) => member.organisationId ?? '',
      order: BY_NAME,
      page: readPage(args, BY_NAME),
    }),
  ),
  /** A page of all members by name. */
  members: (args: MembersArguments) => fetchPage(matchingMembers(db, args), BY_NAME, readPage(args, BY_NAME)),
});

export type MemberLoaders = ReturnType<typeof createMemberLoaders>;

/** Throws BAD_USER_INPUT unless exactly one of `id` and `handle` is given. */
export const loadMember = async (
  { memberById, memberByHandle }: MemberLoaders,
  { id, handle }: { readonly id?: string | null; readonly handle?: string | null },
): Promise<Member | null> => {
  if ((id == null) === (handle == null)) throw badUserInput('Give either `id` or `handle`.');
  return id != null ? memberById.load(id) : memberByHandle.load(normaliseHandle(handle ?? ''));
};

const matchingMembers = (db: EntityManager, { text, organisationId }: MembersArguments) => {
  const query = db.createQueryBuilder(Member, 'member').where('TRUE');
  if (text) {
    const key = escapeLike(matchKey(boundedText(text, MAX_SEARCH_TEXT, 'search text')));
    const handle = escapeLike(foldText(text).trim().replace(/\s+/g, '-'));
    query.andWhere('(member.nameKey LIKE :key OR member.handle LIKE :handle)', {
      key: `%${key}%`,
      handle: `%${handle}%`,
    });
  }
  if (organisationId) query.andWhere('member.organisationId = :id', { id: organisationId });
  return query;
};
