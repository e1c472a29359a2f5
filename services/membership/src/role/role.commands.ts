import { authorise, type Clock, type Identity, idPrefix, Role, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { checkText } from '../member/display-text';
import { lockMember } from '../member/lock-member';
import { requireLiveSession } from '../session/require-live-session';
import { RoleStore } from './role.store';
import type { SetRolesInput, SetRolesPayload } from './role.types';

export class RoleCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /**
   * Administrators: replaces the roles of a member. It takes effect with the member's next change, and with their next
   * access token. User errors: REQUIRED (no role), NOT_FOUND, INVALID, CONFLICT (nobody would be an administrator). Throws
   * UNAUTHENTICATED and FORBIDDEN.
   */
  async set({ memberId, roles, reason }: SetRolesInput): Promise<SetRolesPayload> {
    const adminId = authorise(this.identity, 'SET_ROLES');
    await requireLiveSession(this.db, this.identity);
    if (roles.length === 0) return refused('roles', 'A member has at least one role.', UserErrorCode.REQUIRED);
    const problem = reason == null || reason.trim() === '' ? null : checkText(reason);
    if (problem !== null) return refused('reason', problem, UserErrorCode.INVALID);
    if (idPrefix(memberId) !== 'member') return noMember();
    return this.db.transaction(async (tx) => {
      await lockMember(tx, adminId);
      const store = new RoleStore(tx, this.clock);
      if (!roles.includes(Role.ADMIN) && !(await store.hasOtherAdministrator(memberId))) {
        return refused('roles', 'Nobody else is an administrator: name another one first.', UserErrorCode.CONFLICT);
      }
      const origin = { changedById: adminId, reason: reason?.trim() || null };
      const member = await store.set({ id: memberId }, () => roles, origin);
      return member ? { member, userErrors: [] } : noMember();
    });
  }
}

const refused = (field: string, message: string, code: UserErrorCode): SetRolesPayload => ({
  member: null,
  userErrors: fieldErrors(field, message, code),
});

const noMember = () => refused('memberId', 'There is no member with this id.', UserErrorCode.NOT_FOUND);
