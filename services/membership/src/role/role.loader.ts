import { groupedByKey, type Identity, isAllowed } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { RoleChange } from './role-change.entity';

/** Per member. Older changes stay in the table. */
export const MAX_ROLE_CHANGES = 100;

export const createRoleLoaders = (db: EntityManager, identity: Identity) => ({
  /** The latest changes of the roles of a member, newest first; none unless the caller is the member or may set roles. */
  roleChangesOfMember: groupedByKey(
    async (memberIds: readonly string[]) => {
      const all = isAllowed(identity, 'SET_ROLES');
      const own = isAllowed(identity, 'READ_PROFILE') ? identity.memberId : null;
      const readable = memberIds.filter((id) => all || id === own);
      if (readable.length === 0) return [];
      const rank = 'row_number() OVER (PARTITION BY change.memberId ORDER BY change.changedAt DESC, change.id DESC)';
      const ranked = db
        .createQueryBuilder(RoleChange, 'change')
        .select('change.id', 'id')
        .addSelect(rank, 'rank')
        .where({ memberId: In(readable) });
      return db
        .createQueryBuilder(RoleChange, 'change')
        .innerJoin(`(${ranked.getQuery()})`, 'ranked', 'ranked.id = change.id AND ranked.rank <= :max')
        .setParameters({ ...ranked.getParameters(), max: MAX_ROLE_CHANGES })
        .orderBy('change.changedAt', 'DESC')
        .addOrderBy('change.id', 'DESC')
        .getMany();
    },
    (change) => change.memberId,
  ),
});
