import {
  appendEvent,
  badUserInput,
  type Clock,
  lockMember,
  lockUnlessErased,
  idPrefix,
  Visibility,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { writeDetails } from '../details/details.store';
import type { NewMention } from '../mention/new-mention';
import { replaceMentions } from '../mention/mention.store';
import { RichText } from '../rich-text/rich-text.types';
import { indexPost } from '../search/post-search';
import { fileUnder } from '../topic/tagging.store';
import { digestOf } from './digest';
import type { NewPost, PublishedPost } from './new-post';
import { Post } from './post.entity';
import { PostStatus } from './post.enums';
import { postEvent } from './post-event';
import { PostRevision } from './post-revision.entity';

/** Writes one post with all that belongs to it, and tells the log. Works within a transaction of its caller's. */
export class PostStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * `pageSha256` of the file that the post was read from. Throws BAD_USER_INPUT for a slug of another kind of post,
   * UNAUTHENTICATED where its author or editor has been erased.
   */
  async write(post: NewPost, pageSha256: string | null): Promise<PublishedPost> {
    for (const memberId of new Set([post.authorId, post.editorId])) {
      if (memberId != null) await lockMember(this.tx, memberId);
    }
    const mentions = await this.presentMentions(post);
    // Two writers of one slug would both find it free.
    await this.tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`post ${post.slug}`]);
    // Held, too: where its author is being erased, it is another post afterwards, or none.
    const known = await this.tx.findOne(Post, {
      where: { slug: post.slug },
      lock: { mode: 'for_no_key_update' },
    });
    if (known && known.kind !== post.kind) {
      throw badUserInput(`The slug "${post.slug}" belongs to a post of kind ${known.kind}: choose another.`);
    }
    const digest = digestOf(post, pageSha256);
    if (known?.digest === digest) return { post: known, outcome: 'UNCHANGED' };
    const id = known?.id ?? post.id ?? this.clock.newId('post');
    const now = this.clock.now();
    const revision = (known?.revision ?? 0) + 1;
    const row = { ...this.columnsOf(post, known, now), digest, revision };
    if (known) await this.tx.update(Post, { id }, row);
    else await this.tx.insert(Post, { id, slug: post.slug, kind: post.kind, ...row });
    await this.keepRevision(id, revision, post, pageSha256, now);
    await this.writeParts(id, { ...post, mentions });
    const written = await this.tx.findOneByOrFail(Post, { id });
    await appendEvent(this.tx, postEvent(known?.status ?? null, written), this.clock);
    return { post: written, outcome: known ? 'REVISED' : 'CREATED' };
  }

  /** The words about a member who has left stay in the text, and lead to nobody. */
  private async presentMentions({ mentions = [] }: NewPost): Promise<NewMention[]> {
    const present: NewMention[] = [];
    for (const mention of mentions) {
      const isOfMember = idPrefix(mention.targetId) === 'member';
      if (!isOfMember || (await lockUnlessErased(this.tx, mention.targetId))) present.push(mention);
    }
    return present;
  }

  private columnsOf(post: NewPost, known: Post | null, now: Date) {
    const status = post.status ?? PostStatus.PUBLISHED;
    const untold = known?.publishedAt ?? (status === PostStatus.PUBLISHED ? now : null);
    return {
      title: post.title,
      lang: post.lang,
      translatedTitles: post.translations ?? {},
      summary: post.summary ?? null,
      bodySource: post.body.source,
      bodyFormat: post.body.format,
      authorId: post.authorId ?? null,
      byline: post.byline ?? null,
      writtenForId: post.writtenForId ?? null,
      status,
      visibility: post.visibility ?? Visibility.PUBLIC,
      publishedAt: post.publishedAt ?? untold,
      written: post.written ?? null,
      updatedAt: now,
    };
  }

  private async keepRevision(
    postId: string,
    number: number,
    { title, body, editorId = null, reason = null }: NewPost,
    pageSha256: string | null,
    editedAt: Date,
  ): Promise<void> {
    const id = this.clock.newId('revision');
    const text = { title, bodySource: body.source, bodyFormat: body.format, pageSha256 };
    await this.tx.insert(PostRevision, { id, postId, number, ...text, editorId, editedAt, reason });
  }

  private async writeParts(id: string, post: NewPost): Promise<void> {
    await writeDetails(this.tx, id, post);
    await fileUnder(this.tx, this.clock, id, post.topicSlugs ?? []);
    await replaceMentions(this.tx, this.clock, id, post.mentions ?? []);
    const { text } = new RichText(post.body.source, post.body.format);
    await indexPost(this.tx, { id, title: post.title, summary: post.summary ?? null, text });
  }
}
