import {
  authorise,
  type Clock,
  created,
  createOnce,
  type Identity,
  lockMember,
  notCreated,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { checkTimes } from '../details/check-times';
import type { ContentLoaders } from '../loaders';
import { statedMentions } from '../mention/stated-mentions';
import { withoutErased } from '../mention/without-erased';
import { clearWritten } from './clear-written';
import { checkNewPost, checkPostChanges, type TextLimits } from './check-input';
import { checkReferences } from './check-references';
import { changedPost, newPostOf } from './input-post';
import { findPost, lockPost } from './lock-post';
import type { NewPost } from './new-post';
import type { CreatePostInput, UpdatePostInput } from './post.inputs';
import type { PostResult } from './post.payloads';
import { PostState } from './post.enums';
import { PostStore } from './post.store';
import { mayUpdate } from './post.visibility';
import { digestOf } from './digest';
import { takeFreeSlug } from './slug-lock';
import { storedPost } from './stored-post';
import type { Post } from './post.entity';

export const refusedPost = (...userErrors: readonly UserError[]): PostResult => ({ post: null, userErrors });

export const postNotFound = (field = 'id') =>
  new UserError(UserErrorCode.NOT_FOUND, 'There is no post with this id.', [field]);

export const notYourPost = (field = 'id') =>
  new UserError(UserErrorCode.FORBIDDEN, 'Only its author and editors may change this post.', [field]);

/** What members write: new posts, and changes of their content. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class PostCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
    private readonly limits: TextLimits,
  ) {}

  /** Creates a draft of the caller, or publishes it at once. */
  async create(input: CreatePostInput): Promise<PostResult> {
    const authorId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const errors = checkNewPost(input, this.limits);
    if (errors.length > 0) return refusedPost(...errors);
    const { id, userErrors } = await this.db.transaction(async (tx) => {
      await lockMember(tx, authorId);
      const call = { memberId: authorId, mutation: 'createPost', key: input.idempotencyKey, input };
      return createOnce(tx, call, () => this.insert(tx, authorId, input));
    });
    // Loaded as the caller sees it now: a repeated request may find that the post has been changed or deleted.
    return id === null ? refusedPost(...userErrors) : { post: await this.loaders.postById.load(id), userErrors: [] };
  }

  /**
   * Changes a post of the caller, or any post as an editor. An input that changes nothing adds no revision. STALE_VERSION
   * comes with the post as it is now.
   */
  async update(input: UpdatePostInput): Promise<PostResult> {
    const editorId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const result = await this.db.transaction(async (tx): Promise<PostResult> => {
      await lockMember(tx, editorId);
      const read = await findPost(tx, this.identity, input.id);
      if (!read) return refusedPost(postNotFound());
      if (!mayUpdate(read, this.identity)) return refusedPost(notYourPost());
      const errors = checkPostChanges(read, input, this.limits);
      if (errors.length > 0) return refusedPost(...errors);
      return this.revise(tx, read, input, editorId);
    });
    if (result.post) clearWritten(this.loaders, result.post);
    return result;
  }

  private async insert(tx: EntityManager, authorId: string, input: CreatePostInput) {
    const id = this.clock.newId('post');
    const draft = newPostOf(input, { id, authorId });
    const errors = [...(await checkReferences(tx, this.identity, draft, null)), ...(await checkTimes(tx, draft, null))];
    if (errors.length > 0) return notCreated(...errors);
    const mentions = await withoutErased(tx, await statedMentions(tx, draft.body, null));
    const slug = await takeFreeSlug(tx, draft.title, id);
    await new PostStore(tx, this.clock).save(null, { ...draft, slug, mentions });
    return created(id);
  }

  private async revise(tx: EntityManager, read: Post, input: UpdatePostInput, editorId: string): Promise<PostResult> {
    const before = await storedPost(tx, read);
    const changed = changedPost(before, input);
    const mentions = await withoutErased(tx, await statedMentions(tx, changed.body, before));
    const post = await lockPost(tx, this.identity, input.id);
    if (!post || post.state === PostState.DELETED) return refusedPost(postNotFound());
    if (post.revision !== input.expectedRevision || post.revision !== read.revision) {
      const message = `The post has revision ${post.revision} now, not ${input.expectedRevision}: read it again, then repeat your change.`;
      return { post, userErrors: [new UserError(UserErrorCode.STALE_VERSION, message, ['expectedRevision'])] };
    }
    const errors = [
      ...(await checkReferences(tx, this.identity, changed, before)),
      ...(await checkTimes(tx, changed, before)),
    ];
    if (errors.length > 0) return refusedPost(...errors);
    // What the author did with it and when is not changed here, but may have been since it was read.
    const next: NewPost = { ...changed, mentions, state: post.state };
    if (digestOf(next, null) === digestOf({ ...before, state: post.state }, null)) return { post, userErrors: [] };
    const revision = { ...next, editorId, reason: input.reason?.trim() || null };
    return { post: await new PostStore(tx, this.clock).save(post, revision), userErrors: [] };
  }
}
