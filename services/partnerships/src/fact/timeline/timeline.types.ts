import { connectionType, DateRange, ForwardPageArguments, FuzzyDate } from '@wizness/kernel';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { AsOf, AT } from '../../time/moment.types';
import { Fact } from '../fact.entity';

@ObjectType({ description: 'An entry of a timeline.' })
export class TimelineEntry {
  @Field(() => FuzzyDate, {
    description: 'When: the date that the fact states, else since when it holds, else by when it is due.',
  })
  readonly at: FuzzyDate;

  @Field(() => Fact, { description: 'The fact.' })
  readonly fact: Fact;
}

export const TimelineEntryConnection = connectionType('TimelineEntry', () => TimelineEntry, {
  items: 'timeline entries',
});

/** The timeline of a subject that is known. */
@ArgsType()
export class TimelineOfArguments extends ForwardPageArguments {
  @Field(() => DateRange, {
    nullable: true,
    description: 'Only entries that may be on one of these days. Null is all.',
  })
  readonly range?: DateRange | null;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}

@ArgsType()
export class TimelineArguments extends TimelineOfArguments {
  @Field(() => ID, { description: 'Id of an organisation, person, programme or partnership.' })
  readonly subjectId: string;
}
