import { DateTimeScalar } from '@wizness/kernel';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'A speaker at an event.' })
export class EventSpeakerInput {
  @Field(() => String, { description: 'Name, 1 to 200 characters.' })
  readonly name: string;

  @Field(() => String, { nullable: true, description: 'Title, at most 200 characters. Null: none.' })
  readonly title?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the person. Null: not in the graph.' })
  readonly personId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of the organisation that they speak for. Null: not known.' })
  readonly organisationId?: string | null;
}

@InputType({ description: 'Properties of an event. A null field is empty.' })
export class EventDetailsInput {
  @Field(() => ID, { nullable: true, description: 'Id of the series.' })
  readonly seriesId?: string | null;

  @Field(() => String, { nullable: true, description: 'Theme, at most 500 characters.' })
  readonly theme?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Date in EDTF: 2027-03-04, 2027-03. Not together with `startsAt`. Null: not known.',
  })
  readonly whenEdtf?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Start. Null: the time of day is not known.' })
  readonly startsAt?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End, after the start. Null: not known.' })
  readonly endsAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'IANA time zone of the place: `Europe/Paris`. Required with `startsAt`.',
  })
  readonly timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'Location, at most 500 characters. Null: not known yet.' })
  readonly place?: string | null;

  @Field(() => Int, { nullable: true, description: 'Maximum number of participants, from 1. Null: unlimited.' })
  readonly capacity?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is cancelled. It stays published, and calendars show it as cancelled. Null: no.',
  })
  readonly cancelled?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Ids of the organisers, at most 20.' })
  readonly organiserIds?: readonly string[] | null;

  @Field(() => [EventSpeakerInput], { nullable: true, description: 'Speakers in order, at most 100.' })
  readonly speakers?: readonly EventSpeakerInput[] | null;
}
