import { DateTimeScalar, UrlScalar } from '@wizness/kernel';
import { Field, ID, InputType } from 'type-graphql';
import { EventDetailsInput } from '../event/event.inputs';

@InputType({ description: 'Properties of an article. A null field is empty.' })
export class ArticleDetailsInput {
  @Field(() => ID, { nullable: true, description: 'Id of the event that it reports on.' })
  readonly reportsOnId?: string | null;
}

@InputType({ description: 'Properties of a news item. A null field is empty.' })
export class NewsDetailsInput {
  @Field(() => String, { nullable: true, description: 'Medium that published it first. At most 200 characters.' })
  readonly outlet?: string | null;

  @Field(() => UrlScalar, { nullable: true, description: 'Address of the first publication.' })
  readonly externalUrl?: string | null;
}

@InputType({
  description: 'Properties of a good practice. Each text has at most 10,000 characters. A null field is empty.',
})
export class GoodPracticeDetailsInput {
  @Field(() => String, { nullable: true, description: 'Problem that it solves.' })
  readonly problem?: string | null;

  @Field(() => String, { nullable: true, description: 'What was done.' })
  readonly approach?: string | null;

  @Field(() => String, { nullable: true, description: 'Results.' })
  readonly results?: string | null;

  @Field(() => String, { nullable: true, description: 'Lessons for others.' })
  readonly lessons?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of organisations that apply it, at most 20.' })
  readonly organisationIds?: readonly string[] | null;
}

@InputType({ description: 'Properties of a challenge. A null field is empty.' })
export class ChallengeDetailsInput {
  @Field(() => String, { description: 'Question to the community, 1 to 500 characters.' })
  readonly question: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Start of the time for answers. Null: open from publication.',
  })
  readonly opensAt?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'End of the time for answers, after `opensAt` and, if it is changed, in the future. Null: no end.',
  })
  readonly closesAt?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the organisation that asks: one that has confirmed the caller. Null: the community asks.',
  })
  readonly hostId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What came of it, in Markdown, at most 10,000 characters. Only once the time for answers is over.',
  })
  readonly outcome?: string | null;
}

@InputType({
  description: 'Properties that only one kind of post has. Exactly the field of the kind is given.',
})
export class PostDetailsInput {
  @Field(() => ArticleDetailsInput, { nullable: true, description: 'For an article. Null: no properties.' })
  readonly article?: ArticleDetailsInput | null;

  @Field(() => NewsDetailsInput, { nullable: true, description: 'For a news item. Null: no properties.' })
  readonly news?: NewsDetailsInput | null;

  @Field(() => EventDetailsInput, { nullable: true, description: 'For an event. Null: no properties.' })
  readonly event?: EventDetailsInput | null;

  @Field(() => GoodPracticeDetailsInput, { nullable: true, description: 'For a good practice. Null: no properties.' })
  readonly goodPractice?: GoodPracticeDetailsInput | null;

  @Field(() => ChallengeDetailsInput, { nullable: true, description: 'For a challenge. Null: no properties.' })
  readonly challenge?: ChallengeDetailsInput | null;
}
