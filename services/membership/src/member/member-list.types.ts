import { connectionType, ForwardPageArguments, PageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { Member } from './member.entity';

export const MemberConnection = connectionType('Member', () => Member, { items: 'members' });

export enum MemberOrder {
  NAME = 'NAME',
  NEWEST = 'NEWEST',
}
registerEnumType(MemberOrder, {
  name: 'MemberOrder',
  description: 'Order of members. The id breaks ties.',
  valuesConfig: {
    NAME: { description: 'By name.' },
    NEWEST: { description: 'The latest joined first.' },
  },
});

@InputType({
  description:
    'Which members. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class MemberFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these members.' })
  readonly ids?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Working for one of these organisations.' })
  readonly organisationIds?: readonly string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only members with a verified affiliation (true), or with one that is claimed and not verified (false).',
  })
  readonly affiliationVerified?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in name or handle, folded. At most 500 characters.',
  })
  readonly text?: string | null;
}

const FILTER = { nullable: true, description: 'Which members. Null is all.' };
const ORDER = { nullable: true, defaultValue: MemberOrder.NAME, description: 'Order. Null is NAME.' };

/** What every list of members can be asked, beside its page. */
interface MemberListArguments {
  readonly filter?: MemberFilter | null;
  readonly orderBy?: MemberOrder | null;
}

/** Arguments of the root list of members. */
@ArgsType()
export class MembersArguments extends PageArguments implements MemberListArguments {
  @Field(() => MemberFilter, FILTER)
  readonly filter?: MemberFilter | null;

  @Field(() => MemberOrder, ORDER)
  readonly orderBy?: MemberOrder | null = MemberOrder.NAME;
}

/** Arguments of the members of an organisation. */
@ArgsType()
export class OrganisationMembersArguments extends ForwardPageArguments implements MemberListArguments {
  @Field(() => MemberFilter, FILTER)
  readonly filter?: MemberFilter | null;

  @Field(() => MemberOrder, ORDER)
  readonly orderBy?: MemberOrder | null = MemberOrder.NAME;
}
