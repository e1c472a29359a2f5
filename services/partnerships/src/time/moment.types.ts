import { DateTimeScalar, LocalDateScalar } from '@wizness/kernel';
import { Field, InputType } from 'type-graphql';

@InputType({
  description:
    'A point in time on two axes: what was true, and what was known. Merges and retractions included. Who may see it is always decided as of now.',
})
export class AsOf {
  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'What may have been true on this day, in UTC. What has no date is kept; the filter `validIn` leaves it out. Null: at any time.',
  })
  readonly validAt?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'What was known at this moment, to the millisecond. Null: now. A moment in the future is refused.',
  })
  readonly knownAt?: Date | null;
}

/** The argument `at`, of fields whose other arguments are a class. */
export const AT = {
  nullable: true,
  description:
    'Point in time on both axes. It also holds for everything below, as far as this subgraph answers it. Null is the point of the field above, or else now, as known now.',
} as const;
