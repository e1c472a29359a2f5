import { CursorScalar, DateTimeScalar, ForwardPageArguments, logConnectionType } from '@wizness/kernel';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A change of the ratings of one subject. Entries are ordered by `cursor`.' })
export class RatingSummaryEvent {
  @Field(() => ID, { description: 'Id of the entry, the same wherever it is read. Prefix `summaryevent_`.' })
  readonly id: string;

  @Field(() => CursorScalar, { description: 'Position in the log. Send it as `after` to continue behind this entry.' })
  readonly cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly occurredAt: Date;

  readonly subjectId: string;
}

export const RatingSummaryEventConnection = logConnectionType('RatingSummaryEvent', () => RatingSummaryEvent);

const SUBJECT_ID = { description: 'Id of what is rated.' };

@ArgsType()
export class RatingSummaryEventsArguments extends ForwardPageArguments {
  @Field(() => ID, SUBJECT_ID)
  readonly subjectId: string;
}

@ArgsType()
export class RatingSummaryChangedArguments {
  @Field(() => ID, SUBJECT_ID)
  readonly subjectId: string;

  @Field(() => CursorScalar, { nullable: true, description: 'Continue behind this cursor. Null: only what is new.' })
  readonly after?: string | null;
}
