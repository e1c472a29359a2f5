import { UserError } from '@wizness/kernel';
import { Field, ID, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';
import { Post } from './post.entity';

/** A written post, or the errors because of which nothing was written. */
export interface PostResult {
  readonly post: Post | null;
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `createPost`.' })
export class CreatePostPayload implements PostResult {
  @Field(() => Post, { nullable: true, description: 'The post. Null if refused.' })
  readonly post: Post | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `updatePost`.' })
export class UpdatePostPayload implements PostResult {
  @Field(() => Post, {
    nullable: true,
    description: 'The post as it is now, also after STALE_VERSION. Null if refused for another reason.',
  })
  readonly post: Post | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `publishPost`.' })
export class PublishPostPayload implements PostResult {
  @Field(() => Post, { nullable: true, description: 'The post. Null if refused.' })
  readonly post: Post | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `unpublishPost`.' })
export class UnpublishPostPayload implements PostResult {
  @Field(() => Post, { nullable: true, description: 'The post. Null if refused.' })
  readonly post: Post | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `deletePost`.' })
export class DeletePostPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the deleted post. Null if refused.' })
  readonly deletedId: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
