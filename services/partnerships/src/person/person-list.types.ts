import { connectionType, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { AsOf, AT } from '../time/moment.types';
import { SubjectOrder } from '../subject/list/subject-order';
import { Person } from './person.entity';

export const PersonConnection = connectionType('Person', () => Person, { items: 'persons' });

@InputType({
  description:
    'Which persons. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class PersonFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these persons. Null is not a condition.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'With a role in one of these organisations. Null is not a condition.',
  })
  readonly organisationIds?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in the name, folded. At most 500 characters. Null is not a condition.',
  })
  readonly text?: string | null;
}

@ArgsType()
export class PersonsArguments extends PageArguments {
  @Field(() => PersonFilter, { nullable: true, description: 'Which persons. Null is all.' })
  readonly filter?: PersonFilter | null;

  @Field(() => SubjectOrder, { nullable: true, defaultValue: SubjectOrder.NAME, description: 'Order. Null is NAME.' })
  readonly orderBy?: SubjectOrder | null = SubjectOrder.NAME;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
