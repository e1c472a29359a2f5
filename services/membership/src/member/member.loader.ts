import {
  byKey,
  type ForwardPageArguments,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Member } from './member.entity';

export const BY_NAME: Order = {
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
});

export type MemberLoaders = ReturnType<typeof createMemberLoaders>;
