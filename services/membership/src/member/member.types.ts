import { connectionType, ForwardPageArguments, LanguageTagScalar, UserError } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
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

@InputType({ description: 'What changes in the own profile. What is left out stays as it is.' })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'Name as the member wishes to be called; can not be emptied.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'What the member says of themselves; null empties it.' })
  readonly bio?: string | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'Language the member wants to be spoken to in; can not be emptied.',
  })
  readonly locale?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Organisation that the member works for, unconfirmed until it says so; null for none.',
  })
  readonly organisationId?: string | null;

  @Field(() => String, { nullable: true, description: 'What the member does there; null empties it.' })
  readonly title?: string | null;
}

@ObjectType({ description: 'What came of changing the profile.' })
export class UpdateProfilePayload {
  @Field(() => Member, { nullable: true, description: 'The member as changed; null where it failed.' })
  readonly member: Member | null;

  @Field(() => [UserError], { description: 'What the user can mend; empty where it worked.' })
  readonly userErrors: readonly UserError[];
}
