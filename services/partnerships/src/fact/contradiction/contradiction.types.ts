import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field, ObjectType } from 'type-graphql';
import { AsOf, AT } from '../../time/moment.types';
import { Fact } from '../fact.entity';
import { FactFilter } from '../read/fact-filter.types';

@ObjectType({ description: 'Facts that cannot be true together.' })
export class Contradiction {
  /** The fields `subject` and `property` are in the resolver. */
  readonly subjectId: string;
  readonly propertyKey: string;

  @Field(() => [Fact], {
    description: 'The facts, the best ranked first, then the surest, then the first recorded. At most 20.',
  })
  readonly facts: readonly Fact[];
}

export const ContradictionConnection = connectionType('Contradiction', () => Contradiction, {
  items: 'contradictions',
});

@ArgsType()
export class ContradictionsArguments extends ForwardPageArguments {
  @Field(() => FactFilter, {
    nullable: true,
    description: 'Which facts: a contradiction is listed if one of its facts matches. Null is all.',
  })
  readonly filter?: FactFilter | null;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
