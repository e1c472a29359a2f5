import { badUserInput, type Clock, matchKey, Role } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { handleSkeleton, normaliseHandle } from './handle';
import { Member } from './member.entity';

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

/** Trusted: checks no permission. Used by registration, by the operator's commands and by fixtures. */
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
    await this.db.createQueryBuilder().insert().into(Member).values(row).orIgnore().execute();
    return this.db.findOneBy(Member, { id: row.id });
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
    const member = await this.db.findOne(Member, { where, lock: { mode: 'pessimistic_write' } });
    if (!member) {
      throw badUserInput(
        `There is no member with the handle "${where.handle}". An account exists once its e-mail address is confirmed.`,
      );
    }
    const changed = change(member.roles, role);
    const roles = Object.values(Role).filter((value) => changed.includes(value));
    await this.db.update(Member, { id: member.id }, { roles });
    return Object.assign(member, { roles });
  }
}
