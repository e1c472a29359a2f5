import { connectionType, ForwardPageArguments } from '@wizness/kernel';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { OrganisationReference } from '../references';
import { Member } from './member.entity';

export const MemberConnection = connectionType('Member', () => Member, { items: 'members' });

@ObjectType({ description: 'Whom a member works for.' })
export class MemberAffiliation {
  @Field(() => OrganisationReference, {
    nullable: true,
    description: 'The organisation; null while partnerships can not tell.',
  })
  readonly organisation: OrganisationReference | null;

  @Field(() => String, { nullable: true, description: 'What the member does there; null when not said.' })
  readonly title: string | null;

  @Field(() => Boolean, { description: 'Whether the organisation has confirmed it.' })
  readonly verified: boolean;
}

@ObjectType({ description: 'The member who is asking.' })
export class Viewer {
  @Field(() => Member, { description: 'The member.' })
  readonly member: Member;
}

@ArgsType()
export class MembersArguments extends ForwardPageArguments {
  @Field(() => String, {
    nullable: true,
    description: 'Only members whose name or handle holds this text; null for all.',
  })
  readonly text?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only members who work for this organisation; null for all.' })
  readonly organisationId?: string | null;
}

/** Null for a member who names no organisation. */
export const affiliationOf = (member: Member): MemberAffiliation | null =>
  (member.organisationId && {
    organisation: { id: member.organisationId },
    title: member.organisationTitle,
    verified: member.organisationVerified,
  }) ||
  null;
