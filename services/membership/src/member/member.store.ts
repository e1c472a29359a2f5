import { badUserInput, type Clock, matchKey, Role } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { AffiliationStore } from '../affiliation/affiliation.store';
import { RoleStore } from '../role/role.store';
import { handleSkeleton, normaliseHandle } from './handle';
import { Member } from './member.entity';
import { logMemberName } from './member-named';

export interface NewMember {
  readonly handle: string;
  readonly name: string;
  readonly locale: string;
  readonly bio?: string | null;
  readonly affiliation?: {
    readonly organisationId: string;
    readonly title: string | null;
    /** Whether the organisation has confirmed it. */
    readonly verified?: boolean;
  } | null;
  readonly roles?: readonly Role[];
  /** Defaults to now. */
  readonly joinedAt?: Date;
}

/**
 * Trusted: checks no permission. Used by registration, by the operator's commands and by fixtures. Roles are changed in a
 * transaction.
 */
export class MemberStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Adds a member. Returns null if the handle, or one that looks like it, is taken. */
  async join(member: NewMember): Promise<Member | null> {
    const handle = normaliseHandle(member.handle);
    const row = {
      id: this.clock.newId('member'),
      handle,
      handleSkeleton: handleSkeleton(handle),
      name: member.name,
      nameKey: matchKey(member.name),
      bio: member.bio ?? null,
      locale: member.locale,
      organisationId: member.affiliation?.organisationId ?? null,
      organisationTitle: member.affiliation?.title ?? null,
      organisationVerified: member.affiliation?.verified ?? false,
      roles: [...(member.roles ?? [Role.MEMBER])],
      joinedAt: member.joinedAt ?? this.clock.now(),
    };
    return this.db.transaction(async (tx) => {
      await tx.createQueryBuilder().insert().into(Member).values(row).orIgnore().execute();
      const joined = await tx.findOneBy(Member, { id: row.id });
      if (joined) await logMemberName(tx, this.clock, joined);
      if (joined?.organisationVerified) await new AffiliationStore(tx, this.clock).recordVerification(joined);
      return joined;
    });
  }

  /**
   * Adds a member, or returns the member who has this handle, unchanged. Throws BAD_USER_INPUT if another member has a
   * handle that looks like it.
   */
  async enrol(member: NewMember): Promise<Member> {
    const joined = await this.join(member);
    const handle = normaliseHandle(member.handle);
    const found = joined ?? (await this.db.findOneBy(Member, { handle }));
    if (found) return found;
    throw badUserInput(`A handle that looks like "${handle}" is taken: choose another.`);
  }

  /**
   * Grants a role; granting it again changes nothing. It takes effect with the next access token at the latest. Throws
   * BAD_USER_INPUT for an unknown handle or role.
   */
  grant(handle: string, role: string): Promise<Member> {
    return this.changeRoles(handle, role, (roles, granted) => [...roles, granted]);
  }

  /** Revokes a role, with the rules of {@link grant}. It takes effect with the next request. */
  revoke(handle: string, role: string): Promise<Member> {
    return this.changeRoles(handle, role, (roles, revoked) => roles.filter((kept) => kept !== revoked));
  }

  private async changeRoles(
    handle: string,
    name: string,
    change: (roles: readonly Role[], role: Role) => readonly Role[],
  ): Promise<Member> {
    const role = Object.values(Role).find((value) => value === name);
    if (!role) throw badUserInput(`There is no role "${name}". Choose one of ${Object.values(Role).join(', ')}.`);
    const where = { handle: normaliseHandle(handle) };
    const origin = { changedById: null, reason: null };
    const member = await new RoleStore(this.db, this.clock).set(where, (roles) => change(roles, role), origin);
    if (member) return member;
    throw badUserInput(
      `There is no member with the handle "${where.handle}". An account exists once its e-mail address is confirmed.`,
    );
  }
}
