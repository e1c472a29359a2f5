import { UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';
import { EventSeries } from './event-series.entity';

@InputType({ description: 'A new event series.' })
export class CreateEventSeriesInput {
  @Field(() => String, { description: 'Name, 1 to 200 characters.' })
  readonly name: string;

  @Field(() => ID, { nullable: true, description: 'Id of the organiser. Null: not known.' })
  readonly organiserId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Repeats within 24 hours with the same key and input return the first result. At most 200 characters. Null: no protection.',
  })
  readonly idempotencyKey?: string | null;
}

@ObjectType({ description: 'Result of `createEventSeries`.' })
export class CreateEventSeriesPayload {
  @Field(() => EventSeries, { nullable: true, description: 'The series. Null if refused.' })
  readonly eventSeries: EventSeries | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
