import { connectionType, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { AsOf, AT } from '../time/moment.types';
import { SubjectOrder } from '../subject/list/subject-order';
import { OrganisationKind } from './organisation.enums';
import { Organisation } from './organisation.entity';

export const OrganisationConnection = connectionType('Organisation', () => Organisation, { items: 'organisations' });

@InputType({
  description:
    'Which organisations. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class OrganisationFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these organisations. Null is not a condition.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [OrganisationKind], { nullable: true, description: 'One of these kinds. Null is not a condition.' })
  readonly kinds?: readonly OrganisationKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Seated in one of these countries, ISO 3166-1 alpha-2. Null is not a condition.',
  })
  readonly countries?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in a present or past name, folded. At most 500 characters. Null is not a condition.',
  })
  readonly text?: string | null;
}

@ArgsType()
export class OrganisationsArguments extends PageArguments {
  @Field(() => OrganisationFilter, { nullable: true, description: 'Which organisations. Null is all.' })
  readonly filter?: OrganisationFilter | null;

  @Field(() => SubjectOrder, { nullable: true, defaultValue: SubjectOrder.NAME, description: 'Order. Null is NAME.' })
  readonly orderBy?: SubjectOrder | null = SubjectOrder.NAME;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
