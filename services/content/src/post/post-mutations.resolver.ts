import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ContentContext } from '../context';
import { CreatePostInput, DeletePostInput, PublishPostInput, UnpublishPostInput, UpdatePostInput } from './post.inputs';
import {
  CreatePostPayload,
  DeletePostPayload,
  PublishPostPayload,
  UnpublishPostPayload,
  UpdatePostPayload,
} from './post.payloads';

@Resolver()
export class PostMutationsResolver {
  @Mutation(() => CreatePostPayload, { description: 'Creates a post of the caller: a draft, or published at once.' })
  createPost(
    @Arg('input', () => CreatePostInput, { description: 'The post.' }) input: CreatePostInput,
    @Ctx() { posts }: ContentContext,
  ) {
    return posts.create(input);
  }

  @Mutation(() => UpdatePostPayload, {
    description:
      'Changes a post of the caller; editors change any. If it has another revision than `expectedRevision`, it is refused with STALE_VERSION and the current post.',
  })
  updatePost(
    @Arg('input', () => UpdatePostInput, { description: 'The changes.' }) input: UpdatePostInput,
    @Ctx() { posts }: ContentContext,
  ) {
    return posts.update(input);
  }

  @Mutation(() => PublishPostPayload, {
    description: 'Publishes a post now or at a time. No effect if it is published already.',
  })
  publishPost(
    @Arg('input', () => PublishPostInput, { description: 'The post and the time.' }) input: PublishPostInput,
    @Ctx() { publication }: ContentContext,
  ) {
    return publication.publish(input);
  }

  @Mutation(() => UnpublishPostPayload, {
    description: 'Withdraws a published post, or cancels the publication of a scheduled one. No effect on a draft.',
  })
  unpublishPost(
    @Arg('input', () => UnpublishPostInput, { description: 'The post.' }) { id }: UnpublishPostInput,
    @Ctx() { publication }: ContentContext,
  ) {
    return publication.unpublish(id);
  }

  @Mutation(() => DeletePostPayload, {
    description: 'Deletes a post of the caller with its comments. Editors withdraw posts instead.',
  })
  deletePost(
    @Arg('input', () => DeletePostInput, { description: 'The post.' }) { id }: DeletePostInput,
    @Ctx() { publication }: ContentContext,
  ) {
    return publication.delete(id);
  }
}
