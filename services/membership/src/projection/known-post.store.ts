import { type Audience, type Condition, type Identity, visibleTo } from '@wizness/kernel';
import { Any, type EntityManager } from 'typeorm';
import { type LockedMembers, lockMembers } from '../member/lock-members';
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
   * order. `locked` has the authors who exist, if the caller has locked them already.
   */
  async putAll(posts: readonly (Audience & { readonly id: string })[], locked?: LockedMembers): Promise<void> {
    if (posts.length === 0) return;
    const present =
      locked ??
      (await lockMembers(
        this.db,
        posts.flatMap(({ authorId }) => authorId ?? []),
      ));
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

  /** Who may see each of these posts, by their ids. A post that is not known is left out. */
  async audiencesOf(ids: readonly string[]): Promise<ReadonlyMap<string, Audience>> {
    const posts = ids.length === 0 ? [] : await this.db.findBy(KnownPost, { id: Any(ids) });
    return new Map(posts.map((post) => [post.id, post]));
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
