import { badUserInput, type Clock, fetchPage, type Identity, readPage } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Contribution } from '../details/contribution.entity';
import { TextFormat } from '../rich-text/rich-text.types';
import { checkPost } from './check-post';
import type { ImportedEvent, ImportedPage, NewPost, PublishedPost } from './new-post';
import { Post } from './post.entity';
import { PostKind } from './post.enums';
import { filterCondition, wordsOf } from './post-filter';
import type { PostLoaders } from './post.loader';
import { PostOrder, postOrder, RELEVANCE_PARAMETER } from './post-order';
import { onlyVisible } from './post.visibility';
import { PostStore } from './post.store';
import type { PostsArguments } from './post.arguments';
import { slugOf } from './slug';

/** A page holds a text and no more; what else an event or a challenge needs, it does not say. */
const PAGE_KINDS: readonly PostKind[] = [PostKind.ARTICLE, PostKind.NEWS, PostKind.GOOD_PRACTICE];

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

  /** Throws BAD_USER_INPUT for a filter or an order that can not be, INVALID_CURSOR for a foreign cursor. */
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
   * Publishes a post of any kind, or makes a new revision of the one that has its slug; the old one is kept. The same
   * content again changes nothing. Throws BAD_USER_INPUT for a post that can not be, or that refers to what is not there,
   * UNAUTHENTICATED where its author or editor has been erased.
   */
  async publish(post: NewPost): Promise<PublishedPost> {
    return this.write(post, null);
  }

  /** Publishes the article of a saved page with the mentions found in it, as {@link publish} does. */
  async importPage({ page, kind, reportsOnId, slug, ...rest }: ImportedPage): Promise<PublishedPost> {
    if (!PAGE_KINDS.includes(kind)) {
      throw badUserInput(`A page can not become a post of kind ${kind}: import it as ${PAGE_KINDS.join(', ')}.`);
    }
    if (reportsOnId != null && kind !== PostKind.ARTICLE) {
      throw badUserInput('Only an article reports on an event: leave `reportsOnId` out, or import it as an ARTICLE.');
    }
    const text = {
      ...rest,
      slug: slug ?? slugOf(page.title),
      title: page.title,
      lang: page.lang,
      body: { source: page.body, format: TextFormat.WIZNESS_LNK },
    };
    const post: NewPost = kind === PostKind.ARTICLE ? { ...text, kind, details: { reportsOnId } } : { ...text, kind };
    return this.write(post, page.sha256);
  }

  /** Publishes an event that is told of elsewhere, as {@link publish} does. */
  async importEvent(imported: ImportedEvent): Promise<PublishedPost> {
    const { seriesId, theme, when, startsAt, endsAt, place, organiserIds, speakers, ...event } = imported;
    const details = { seriesId, theme, when, startsAt, endsAt, place, organiserIds, speakers };
    const body = { source: event.body, format: TextFormat.PLAIN };
    return this.publish({ ...event, kind: PostKind.EVENT, body, details });
  }

  /** Lets a post answer a challenge; once is enough. Throws BAD_USER_INPUT where either is not there. */
  async contribute({ challengeId, postId }: { challengeId: string; postId: string }): Promise<void> {
    if (!(await this.db.existsBy(Post, { id: challengeId, kind: PostKind.CHALLENGE }))) {
      throw badUserInput(`There is no challenge "${challengeId}".`);
    }
    if (!(await this.db.existsBy(Post, { id: postId }))) throw badUserInput(`There is no post "${postId}".`);
    const row = { id: this.clock.newId('contribution'), challengeId, postId };
    await this.db.createQueryBuilder().insert().into(Contribution).values(row).orIgnore().execute();
  }

  private async write(post: NewPost, pageSha256: string | null): Promise<PublishedPost> {
    checkPost(post);
    const published = await this.db.transaction((tx) => new PostStore(tx, this.clock).write(post, pageSha256));
    // Who reads in this operation after writing gets what was written.
    this.loaders.postById.clear(published.post.id);
    this.loaders.postBySlug.clear(post.slug);
    return published;
  }
}
