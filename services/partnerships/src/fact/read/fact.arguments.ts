import { ForwardPageArguments, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, Int } from 'type-graphql';
import { FactFilter } from './fact-filter.types';

@ArgsType()
export class FactsArguments extends PageArguments {
  @Field(() => FactFilter, { nullable: true, description: 'Filter; null for all facts that are not retracted.' })
  readonly filter?: FactFilter | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Maximum number of facts from the start, 0 to 100. Defaults to 50 if neither `first` nor `last` is given.',
  })
  declare readonly first?: number | null;
}

/** Facts of one source or post. */
@ArgsType()
export class CitedFactsArguments extends ForwardPageArguments {
  @Field(() => Int, { defaultValue: 50, nullable: true, description: 'Maximum number of facts, 0 to 100.' })
  override readonly first?: number | null = 50;
}

/** Facts of one subject. */
@ArgsType()
export class SubjectFactsArguments extends CitedFactsArguments {
  @Field(() => FactFilter, { nullable: true, description: 'Filter; null for all facts that are not retracted.' })
  readonly filter?: FactFilter | null;
}
