import { LocalizedTextInput, UserError } from '@wizness/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';
import { Topic } from './topic.entity';

@InputType({ description: 'A topic. A field that is left out, or null, stays as it is.' })
export class SaveTopicInput {
  @Field(() => String, { description: 'Slug. The topic is created if there is none.' })
  readonly slug: string;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description:
      'Labels, one per language, the original first; they replace all. Required for a new topic. Null: unchanged.',
  })
  readonly labels?: readonly LocalizedTextInput[] | null;

  @Field(() => [LocalizedTextInput], {
    nullable: true,
    description: 'Definitions, one per language, the original first; they replace all. Null: unchanged.',
  })
  readonly definitions?: readonly LocalizedTextInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Slugs of the topics that it is part of, at most 20; they replace all. A circle is refused. Null: unchanged.',
  })
  readonly broaderSlugs?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Slugs of the topics close to it, at most 20; they replace all. Null: unchanged.',
  })
  readonly relatedSlugs?: readonly string[] | null;
}

@ObjectType({ description: 'Result of `saveTopic`.' })
export class SaveTopicPayload {
  @Field(() => Topic, { nullable: true, description: 'The topic. Null if refused.' })
  readonly topic: Topic | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
