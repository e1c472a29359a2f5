import { badUserInput, type Clock, fetchPage, type Identity, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Contribution } from '../details/contribution.entity';
import { checkPost } from './check-post';
import type { NewPost, PublishedPost } from './new-post';
import type { PostsArguments } from './post.arguments';
import { Post } from './post.entity';
import { PostKind } from './post.enums';
import { filterCondition, wordsOf } from './post-filter';
import { clearPost, type PostLoaders } from './post.loader';
import { PostOrder, postOrder, RELEVANCE_PARAMETER } from './post-order';
import { PostStore } from './post.store';
import { onlyVisible } from './post.visibility';

export class PostCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: PostLoaders,
  ) {}

  /** Throws BAD_USER_INPUT unless exactly one of `id` and `slug` is given. */
  async find({ id, slug }: { id?: string | null; slug?: string | null }): Promise<Post | null> {
    if ((id == null) === (slug == null)) throw badUserInput('Give either `id` or `slug`.');
    return id != null ? this.loaders.postById.load(id) : this.loaders.postBySlug.load(slug ?? '');
  }

  /** Throws BAD_USER_INPUT for an invalid filter or order, INVALID_CURSOR for a cursor of another list. */
  async list({ filter, orderBy, ...args }: PostsArguments) {
    const words = filter ? wordsOf(filter) : null;
    const order = postOrder(orderBy ?? new PostOrder(), words);
    const query = onlyVisible(this.db.createQueryBuilder(Post, 'post'), this.identity);
    if (filter) {
      const { sql, parameters } = filterCondition(filter);
      query.andWhere(`(${sql})`, { ...parameters, [RELEVANCE_PARAMETER]: words });
    }
    return fetchPage(query, order, readPage(args, order));
  }

  /**
   * Publishes a post of any kind, or adds a revision to the post with the same slug. The same content again changes
   * nothing. Only operators' commands call it, so it checks no permission. Throws BAD_USER_INPUT for an invalid post or an
   * unknown reference, UNAUTHENTICATED for an erased author or editor.
   */
  async publish(post: NewPost): Promise<PublishedPost> {
    checkPost(post);
    const published = await this.db.transaction((tx) => new PostStore(tx, this.clock).write(post, null));
    clearPost(this.loaders, published.post);
    return published;
  }

  /**
   * Adds a post to the answers to a challenge. Again changes nothing. For operators' commands, like {@link publish}. Throws
   * BAD_USER_INPUT for an unknown challenge or post.
   */
  async contribute({ challengeId, postId }: { challengeId: string; postId: string }): Promise<void> {
    if (!(await this.db.existsBy(Post, { id: challengeId, kind: PostKind.CHALLENGE }))) {
      throw badUserInput(`There is no challenge "${challengeId}".`);
    }
    if (!(await this.db.existsBy(Post, { id: postId }))) throw badUserInput(`There is no post "${postId}".`);
    const row = { id: this.clock.newId('contribution'), challengeId, postId };
    await this.db.createQueryBuilder().insert().into(Contribution).values(row).orIgnore().execute();
  }
}
