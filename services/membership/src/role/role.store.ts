import { type Clock, Role } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { recordAccessChange } from '../member/access-changed';
import { Member } from '../member/member.entity';
import { RoleChange } from './role-change.entity';

/** Who changes roles, and why. */
export interface RoleChangeOrigin {
  /** Null for the operator. */
  readonly changedById: string | null;
  readonly reason: string | null;
}

/** Writes roles and their log inside the transaction `tx`. It trusts its caller: it checks no permission. */
export class RoleStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Replaces the roles of a member by those that `change` returns, and logs it if they differ. Role changes follow one
   * another, so that two administrators cannot remove each other at the same time. Null if there is no such member.
   */
  async set(
    where: { readonly id: string } | { readonly handle: string },
    change: (roles: readonly Role[]) => readonly Role[],
    origin: RoleChangeOrigin,
  ): Promise<Member | null> {
    await this.lockRoles();
    const member = await this.tx.findOne(Member, { where, lock: { mode: 'for_no_key_update' } });
    if (!member) return null;
    const changed = change(member.roles);
    const roles = Object.values(Role).filter((role) => changed.includes(role));
    if (roles.join() === member.roles.join()) return member;
    await this.tx.update(Member, { id: member.id }, { roles });
    await this.tx.insert(RoleChange, {
      id: this.clock.newId('rolechange'),
      memberId: member.id,
      before: member.roles,
      after: roles,
      changedAt: this.clock.now(),
      ...origin,
    });
    await recordAccessChange(this.tx, this.clock, member.id);
    return Object.assign(member, { roles });
  }

  /** Whether another member is an administrator, and stays one until the transaction ends. */
  async hasOtherAdministrator(memberId: string): Promise<boolean> {
    await this.lockRoles();
    const [found] = await this.tx.query<unknown[]>(
      `SELECT 1 FROM members WHERE 'ADMIN' = ANY(roles) AND id <> $1 AND NOT suspended LIMIT 1 FOR KEY SHARE`,
      [memberId],
    );
    return found !== undefined;
  }

  private async lockRoles(): Promise<void> {
    await this.tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('wizness roles', 0))`);
  }
}
