import { appendEvent, badUserInput, type Clock, lockMember, Visibility } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Contribution } from '../details/contribution.entity';
import { writeDetails } from '../details/details.store';
import { writeMentions } from '../mention/known-mentions';
import { withoutErased } from '../mention/without-erased';
import { mentionedMembers } from '../mention/written-mentions';
import { RichText } from '../rich-text/rich-text.types';
import { indexPost } from '../search/post-search';
import { replaceTopics } from '../topic/tagging.store';
import { checkPost, checkSameKind } from './check-post';
import { digestOf } from './digest';
import type { NewPost, PublishedPost } from './new-post';
import { lockSlug } from './slug-lock';
import { Post } from './post.entity';
import { PostKind, PostState } from './post.enums';
import { postEvent } from './post-event';
import { PostRevision } from './post-revision.entity';

/** Writes posts in the transaction `tx`. It trusts its caller: it checks no permission. */
export class PostStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Publishes a post of any kind with its details, topics, mentions (those given, and those that known names find), search index and event, or adds a revision to the post
   * with the same slug. The same content again changes nothing. `pageSha256` is the digest of the page that the post was
   * read from, if any. Throws BAD_USER_INPUT for an invalid post, a slug of a post of another kind or an unknown reference,
   * UNAUTHENTICATED for an erased author or editor.
   */
  async publish(post: NewPost, pageSha256: string | null = null): Promise<PublishedPost> {
    for (const memberId of new Set([post.authorId, post.editorId])) {
      if (memberId != null) await lockMember(this.tx, memberId);
    }
    const mentions = await withoutErased(this.tx, post.mentions);
    await lockSlug(this.tx, post.slug);
    // The row lock waits for an erasure of the author, which may remove the post or change its slug.
    const existing = await this.tx.findOne(Post, {
      where: { slug: post.slug },
      lock: { mode: 'for_no_key_update' },
    });
    checkPost(post);
    if (existing) checkSameKind(existing, post);
    const digest = digestOf(post, pageSha256);
    if (existing?.digest === digest) return { post: existing, outcome: 'UNCHANGED' };
    const written = await this.save(existing, { ...post, mentions }, { digest, pageSha256 });
    return { post: written, outcome: existing ? 'REVISED' : 'CREATED' };
  }

  /**
   * Adds a post, or a revision to `existing`, with its event. The caller has checked it, and has locked the members of whom
   * it holds ids, and the slug of a new post or the row of the existing one.
   */
  async save(
    existing: Post | null,
    post: NewPost,
    { digest = digestOf(post, null), pageSha256 = null }: { digest?: string; pageSha256?: string | null } = {},
  ): Promise<Post> {
    const id = existing?.id ?? post.id ?? this.clock.newId('post');
    const now = this.clock.now();
    const revision = (existing?.revision ?? 0) + 1;
    const row = { ...this.columnsOf(post, existing, revision, now), digest, revision };
    if (existing) await this.tx.update(Post, { id }, row);
    else await this.tx.insert(Post, { id, slug: post.slug, kind: post.kind, ...row });
    await this.addRevision(id, revision, post, pageSha256, now);
    await this.writeParts(id, post);
    const written = await this.tx.findOneByOrFail(Post, { id });
    const text = { topicSlugs: post.topicSlugs ?? [], mentionedMemberIds: mentionedMembers(post.mentions ?? []) };
    await appendEvent(this.tx, postEvent(existing?.status ?? null, written, text), this.clock);
    return written;
  }

  /**
   * Adds a post to the answers to a challenge; doing it again changes nothing. `by` is who added it and the challenge, if
   * known. Throws BAD_USER_INPUT for an unknown challenge or post.
   */
  async contribute(
    { challengeId, postId }: { challengeId: string; postId: string },
    by: { readonly memberId: string | null; readonly challenge: Pick<Post, 'authorId'> } | null = null,
  ): Promise<void> {
    const challenge = by?.challenge ?? (await this.tx.findOneBy(Post, { id: challengeId, kind: PostKind.CHALLENGE }));
    if (!challenge) throw badUserInput(`There is no challenge "${challengeId}".`);
    if (!(await this.tx.existsBy(Post, { id: postId }))) throw badUserInput(`There is no post "${postId}".`);
    const row = { id: this.clock.newId('contribution'), challengeId, postId };
    const { raw } = await this.tx
      .createQueryBuilder()
      .insert()
      .into(Contribution)
      .values(row)
      .orIgnore()
      .returning('id')
      .execute();
    if ((raw as unknown[]).length === 0) return;
    const payload = { challengeId, postId, memberId: by?.memberId ?? null, challengeAuthorId: challenge.authorId };
    await appendEvent(this.tx, { type: 'ContributionAdded', subject: row.id, payload }, this.clock);
  }

  private columnsOf(post: NewPost, existing: Post | null, revision: number, now: Date) {
    const state = post.state ?? PostState.PUBLISHED;
    const isPublished = state === PostState.PUBLISHED;
    const publishedAt = post.publishedAt ?? existing?.publishedAt ?? (isPublished ? now : null);
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
      state,
      visibility: post.visibility ?? Visibility.PUBLIC,
      publishedAt,
      publishedRevision: existing?.publishedRevision ?? (publishedAt ? revision : null),
      written: post.written ?? null,
      updatedAt: now,
      eventFrom: post.kind === PostKind.EVENT ? post.details.when.earliest : null,
      eventTo: post.kind === PostKind.EVENT ? post.details.when.latest : null,
    };
  }

  private async addRevision(
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
    await writeDetails(this.tx, this.clock, id, post);
    await replaceTopics(this.tx, this.clock, id, post.topicSlugs ?? []);
    await writeMentions(this.tx, this.clock, { id, bodySource: post.body.source }, post.mentions ?? []);
    const { text } = new RichText(post.body.source, post.body.format);
    await indexPost(this.tx, { id, title: post.title, summary: post.summary ?? null, text });
  }
}
