import { DateTimeScalar, LanguageTagScalar, Visibility } from '@wizness/kernel';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PostDetailsInput } from '../details/details.inputs';
import { TextFormat } from '../rich-text/rich-text.enums';
import { PostKind } from './post.enums';

@InputType({ description: 'A new post.' })
export class CreatePostInput {
  @Field(() => PostKind, { description: 'Kind of the post.' })
  readonly kind: PostKind;

  @Field(() => String, { description: 'Title on one line, 1 to 200 characters unless the operator set another limit.' })
  readonly title: string;

  @Field(() => String, { description: 'Text, 1 to 100,000 characters unless the operator set another limit.' })
  readonly body: string;

  @Field(() => TextFormat, { defaultValue: TextFormat.MARKDOWN, description: 'Markup of `body`.' })
  readonly format: TextFormat;

  @Field(() => LanguageTagScalar, { description: 'Language of title and body. `und`: not known.' })
  readonly lang: string;

  @Field(() => String, {
    nullable: true,
    description: 'Summary in one or two sentences, at most 500 characters. Null: none.',
  })
  readonly summary?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'Slugs of its topics in order, at most 20.' })
  readonly topicSlugs: readonly string[];

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the organisation that it is written for: one that has confirmed the caller. Null: none.',
  })
  readonly writtenForId?: string | null;

  @Field(() => Visibility, {
    defaultValue: Visibility.PUBLIC,
    description: 'Who may read it when it is published. ORGANISATION requires `writtenForId`.',
  })
  readonly visibility: Visibility;

  @Field(() => PostDetailsInput, {
    nullable: true,
    description: 'Properties of this kind of post. Null: none; required for a challenge.',
  })
  readonly details?: PostDetailsInput | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether to publish it at once. Otherwise it is a draft.' })
  readonly publish: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Repeats within 24 hours with the same key and input return the first result. At most 200 characters. Null: no protection.',
  })
  readonly idempotencyKey?: string | null;
}

@InputType({ description: 'Changes of a post. A field that is left out stays as it is.' })
export class UpdatePostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  readonly id: string;

  @Field(() => Int, { description: 'Number of the revision that the caller has read.' })
  readonly expectedRevision: number;

  @Field(() => String, { nullable: true, description: 'Title, as in `CreatePostInput`. Null is refused.' })
  readonly title?: string | null;

  @Field(() => String, { nullable: true, description: 'Text, in the format of the post. Null is refused.' })
  readonly body?: string | null;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'Language of title and body. Null is refused.' })
  readonly lang?: string | null;

  @Field(() => String, { nullable: true, description: 'Summary, at most 500 characters. Null removes it.' })
  readonly summary?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of its topics, at most 20; they replace all. Null: none.',
  })
  readonly topicSlugs?: readonly string[] | null;

  @Field(() => Visibility, { nullable: true, description: 'Who may read it when it is published. Null is refused.' })
  readonly visibility?: Visibility | null;

  @Field(() => PostDetailsInput, {
    nullable: true,
    description: 'Properties of this kind of post; they replace all. Null: none.',
  })
  readonly details?: PostDetailsInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason for the change, at most 500 characters. Null: not given.',
  })
  readonly reason?: string | null;
}

@InputType({ description: 'The post to publish.' })
export class PublishPostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  readonly id: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When, in the future and within a year. Null: now.' })
  readonly at?: Date | null;
}

@InputType({ description: 'The post to withdraw.' })
export class UnpublishPostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  readonly id: string;
}

@InputType({ description: 'The post to delete.' })
export class DeletePostInput {
  @Field(() => ID, { description: 'Id of the post.' })
  readonly id: string;
}
