import { badUserInput, type Clock, fetchPage, readPage, Role } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { handleSkeleton, normaliseHandle } from './handle';
import { Member } from './member.entity';
import { BY_NAME, type MemberLoaders } from './member.loader';
import type { MembersArguments } from './member.types';

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
  /** Now, unless told. */
  readonly joinedAt?: Date;
}

/** Characters that mean something in a LIKE pattern, taken literally. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

export class MemberStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly loaders: MemberLoaders,
  ) {}

  /** Throws BAD_USER_INPUT unless exactly one of `id` and `handle` is given. */
  async find({ id, handle }: { id?: string | null; handle?: string | null }): Promise<Member | null> {
    if ((id == null) === (handle == null)) throw badUserInput('Give either `id` or `handle`.');
    return id != null
      ? this.loaders.memberById.load(id)
      : this.loaders.memberByHandle.load(normaliseHandle(handle ?? ''));
  }

  list(args: MembersArguments) {
    const query = this.db.createQueryBuilder(Member, 'member').where('TRUE');
    if (args.text) {
      query.andWhere('(member.name ILIKE :text OR member.handle ILIKE :text)', { text: `%${literally(args.text)}%` });
    }
    if (args.organisationId) query.andWhere('member.organisationId = :id', { id: args.organisationId });
    return fetchPage(query, BY_NAME, readPage(args, BY_NAME));
  }

  /**
   * Takes a new member in, by the hand of whoever runs the harness; whoever already has that handle stays as they are and
   * is answered. Throws BAD_USER_INPUT where somebody has a handle that looks like it.
   */
  async enrol(member: NewMember): Promise<Member> {
    const joined = await this.join(member);
    const handle = normaliseHandle(member.handle);
    const found = joined ?? (await this.db.findOneBy(Member, { handle }));
    if (found) return found;
    throw badUserInput(`Somebody has a handle that looks like "${handle}": choose another.`);
  }

  /**
   * Gives a member a role, by the hand of whoever runs the harness; again changes nothing. It counts from the next access
   * token on. Throws BAD_USER_INPUT where there is no such handle or role.
   */
  grant(handle: string, role: string): Promise<Member> {
    return this.changeRoles(handle, role, (roles, given) => [...roles, given]);
  }

  /** Takes a role from a member, as {@link grant} gives it. */
  revoke(handle: string, role: string): Promise<Member> {
    return this.changeRoles(handle, role, (roles, taken) => roles.filter((kept) => kept !== taken));
  }

  /** Takes a new member in; null where somebody has the handle, or one that looks like it. */
  async join(member: NewMember): Promise<Member | null> {
    const handle = normaliseHandle(member.handle);
    const row = {
      id: this.clock.newId('member'),
      handle,
      handleSkeleton: handleSkeleton(handle),
      name: member.name,
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

  private async changeRoles(
    handle: string,
    name: string,
    change: (roles: readonly Role[], role: Role) => readonly Role[],
  ): Promise<Member> {
    const role = Object.values(Role).find((known) => known === name);
    if (!role) throw badUserInput(`There is no role "${name}", but ${Object.values(Role).join(', ')}.`);
    return this.db.transaction(async (tx) => {
      const where = { handle: normaliseHandle(handle) };
      const member = await tx.findOne(Member, { where, lock: { mode: 'pessimistic_write' } });
      if (!member) throw badUserInput(`There is no member with the handle "${where.handle}".`);
      const changed = change(member.roles, role);
      const roles = Object.values(Role).filter((known) => changed.includes(known));
      await tx.update(Member, { id: member.id }, { roles });
      return Object.assign(member, { roles });
    });
  }
}
