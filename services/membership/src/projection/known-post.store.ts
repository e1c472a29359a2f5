import { type Audience, type Condition, type Identity, visibleTo } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Member } from '../member/member.entity';
import { KnownPost } from './known-post.entity';

/** The condition for posts with the SQL alias `post` that `identity` may see. */
export const knownPostVisibleTo = (identity: Identity): Condition =>
  visibleTo(identity, {
    published: 'post.published',
    visibility: 'post.visibility',
    authorId: 'post.author_id',
    organisationId: 'post.organisation_id',
  });

export class KnownPostStore {
  constructor(private readonly db: EntityManager) {}

  /**
   * Stores who may see posts, each given once. An author who has been erased is left out: an erasure and a post arrive in either
   * order.
   */
  async putAll(posts: readonly (Audience & { readonly id: string })[]): Promise<void> {
    const authorIds = posts.flatMap(({ authorId }) => authorId ?? []);
    // The authors found here cannot be erased until the transaction ends.
    const authors = await this.db
      .createQueryBuilder(Member, 'member')
      .select('member.id')
      .where({ id: In(authorIds) })
      .orderBy('member.id')
      .setLock('for_key_share')
      .getMany();
    const present = new Set(authors.map(({ id }) => id));
    const rows = posts
      .map(({ id, published, visibility, authorId, organisationId }) => ({
        id,
        published,
        visibility,
        authorId: authorId !== null && present.has(authorId) ? authorId : null,
        organisationId,
      }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1));
    await this.db.upsert(KnownPost, rows, ['id']);
  }

  /**
   * Whether `identity` may see a post. Also true for a post that is not known yet: a list shows no news about it until it is,
   * and a mail asks content.
   */
  async maySee(id: string, identity: Identity): Promise<boolean> {
    return !(await this.db.existsBy(KnownPost, { id })) || this.isVisible(id, identity);
  }

  /** Whether `identity` may see a post. False for a post that is not known. */
  async isVisible(id: string, identity: Identity): Promise<boolean> {
    const { sql, parameters } = knownPostVisibleTo(identity);
    return this.db
      .createQueryBuilder(KnownPost, 'post')
      .where('post.id = :id', { id })
      .andWhere(sql, parameters)
      .getExists();
  }
}
