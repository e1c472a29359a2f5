import { type Clock, matchKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { normaliseName } from './display-text';
import { lockMember } from './lock-member';
import { Member } from './member.entity';
import { logNewMemberName } from './member-named';
import type { UpdateProfileInput } from './member.types';

export class ProfileStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Stores a validated change and returns the changed member. Throws UNAUTHENTICATED for an erased member. */
  async update(id: string, input: UpdateProfileInput): Promise<Member> {
    const member = await lockMember(this.tx, id, 'pessimistic_write');
    const changes = changesOf(input);
    if (Object.keys(changes).length > 0) await this.tx.update(Member, { id }, changes);
    const isRenamed = changes.name !== undefined && changes.name !== member.name;
    const changed = Object.assign(member, changes);
    if (isRenamed) await logNewMemberName(this.tx, this.clock, changed);
    return changed;
  }
}

const emptyToNull = (text: string): string | null => text.trim() || null;

const changesOf = ({ name, bio, locale, timeZone }: UpdateProfileInput) => ({
  ...(name != null && { name: normaliseName(name), nameKey: matchKey(normaliseName(name)) }),
  ...(bio !== undefined && { bio: bio === null ? null : emptyToNull(bio) }),
  ...(locale != null && { locale }),
  ...(timeZone != null && { timeZone }),
});
