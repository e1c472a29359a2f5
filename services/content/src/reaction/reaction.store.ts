import { type Clock, idPrefix } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Reaction } from './reaction.entity';

/** Counted again under the lock of the comment, so that it is right whatever happens at the same time. */
const COUNT_REACTORS = `
  UPDATE comments SET reactor_count = (
    SELECT count(DISTINCT member_id) FROM reactions
    WHERE target_id = comments.id AND member_id IS DISTINCT FROM comments.author_id
  ) WHERE id = $1`;

/** Writes reactions in the transaction `tx`. It trusts its caller, who has locked the member, and the comment if it is one. */
export class ReactionStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Adds a reaction; adding it again changes nothing. */
  async add(reaction: Omit<Reaction, 'createdAt'>): Promise<void> {
    const row = { ...reaction, createdAt: this.clock.now() };
    await this.tx.createQueryBuilder().insert().into(Reaction).values(row).orIgnore().execute();
    await this.countReactors(reaction.targetId);
  }

  /** Removes a reaction, if there is one. */
  async remove({ targetId, kind, memberId }: Omit<Reaction, 'createdAt'>): Promise<void> {
    await this.tx.delete(Reaction, { targetId, kind, memberId });
    await this.countReactors(targetId);
  }

  private async countReactors(targetId: string): Promise<void> {
    if (idPrefix(targetId) === 'comment') await this.tx.query(COUNT_REACTORS, [targetId]);
  }
}
