import { connectionType, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { AsOf, AT } from '../time/moment.types';
import { SubjectOrder } from '../subject/list/subject-order';
import { ProgrammeStatus } from './programme.enums';
import { Programme } from './programme.entity';

export const ProgrammeConnection = connectionType('Programme', () => Programme, { items: 'programmes' });

@InputType({
  description:
    'Which programmes. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class ProgrammeFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these programmes. Null is not a condition.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [ProgrammeStatus], { nullable: true, description: 'One of these states. Null is not a condition.' })
  readonly statuses?: readonly ProgrammeStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'With one of these organisations. Null is not a condition.' })
  readonly participantIds?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in one of the names, folded. At most 500 characters. Null is not a condition.',
  })
  readonly text?: string | null;
}

@ArgsType()
export class ProgrammesArguments extends PageArguments {
  @Field(() => ProgrammeFilter, { nullable: true, description: 'Which programmes. Null is all.' })
  readonly filter?: ProgrammeFilter | null;

  @Field(() => SubjectOrder, { nullable: true, defaultValue: SubjectOrder.NAME, description: 'Order. Null is NAME.' })
  readonly orderBy?: SubjectOrder | null = SubjectOrder.NAME;

  @Field(() => AsOf, AT)
  readonly at?: AsOf | null;
}
