import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { FactFilter } from '../read/fact-filter.types';
import { Fact } from '../fact.entity';
import { FactMeasure } from '../fact.enums';
import { FactSubject } from '../../subject/subject.types';
import { AsOf, AT } from '../../time/moment.types';

@ObjectType({ description: 'One row of a comparison.' })
export class ComparisonRow {
  /** The fields `property` and `unit` are in the resolver. */
  readonly propertyKey: string;
  readonly unitCode: string | null;

  @Field(() => FactMeasure, { description: 'Measure.' })
  readonly measure: FactMeasure;

  @Field(() => [Fact], {
    nullable: 'items',
    description:
      'The best fact of each subject, in the order of `subjects`: by rank, without limits before parts, the latest period, the surest, the last recorded. An item is null if there is none.',
  })
  readonly facts: readonly (Fact | null)[];
}

@ObjectType({ description: 'Subjects side by side.' })
export class Comparison {
  @Field(() => [FactSubject], { description: 'The subjects, in the order asked for. At most 10.' })
  readonly subjects: readonly FactSubject[];

  @Field(() => [ComparisonRow], {
    description: 'One row per property, measure and unit, in this order. At most 200.',
  })
  readonly rows: readonly ComparisonRow[];
}

@ArgsType()
export class ComparisonArguments {
  @Field(() => [ID], { description: 'Ids of the subjects, 2 to 10.' })
  readonly subjectIds: readonly string[];

  @Field(() => FactFilter, { nullable: true, description: 'Which facts. Null is accepted ones.' })
  readonly filter?: FactFilter | null;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
