import { connectionType, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { AsOf, AT } from '../time/moment.types';
import { SubjectOrder } from '../subject/list/subject-order';
import { PartnershipKind } from './partnership.enums';
import { Partnership } from './partnership.entity';

export const PartnershipConnection = connectionType('Partnership', () => Partnership, { items: 'partnerships' });

@InputType({
  description:
    'Which partnerships. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class PartnershipFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these partnerships. Null is not a condition.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [PartnershipKind], { nullable: true, description: 'One of these kinds. Null is not a condition.' })
  readonly kinds?: readonly PartnershipKind[] | null;

  @Field(() => [ID], { nullable: true, description: 'With one of these organisations. Null is not a condition.' })
  readonly participantIds?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in name or theme, folded. At most 500 characters. Null is not a condition.',
  })
  readonly text?: string | null;
}

@ArgsType()
export class PartnershipsArguments extends PageArguments {
  @Field(() => PartnershipFilter, { nullable: true, description: 'Which partnerships. Null is all.' })
  readonly filter?: PartnershipFilter | null;

  @Field(() => SubjectOrder, { nullable: true, defaultValue: SubjectOrder.NAME, description: 'Order. Null is NAME.' })
  readonly orderBy?: SubjectOrder | null = SubjectOrder.NAME;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
