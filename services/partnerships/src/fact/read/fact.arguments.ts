import { ForwardPageArguments, PageArguments } from '@wizness/kernel';
import { ArgsType, Field } from 'type-graphql';
import { FactFilter } from './fact-filter.types';

@ArgsType()
export class FactsArguments extends PageArguments {
  @Field(() => FactFilter, { nullable: true, description: 'Which facts. Null is all but retracted ones.' })
  readonly filter?: FactFilter | null;
}

/** Facts of one subject. */
@ArgsType()
export class SubjectFactsArguments extends ForwardPageArguments {
  @Field(() => FactFilter, { nullable: true, description: 'Which facts. Null is all but retracted ones.' })
  readonly filter?: FactFilter | null;
}
