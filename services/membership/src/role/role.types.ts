import { Role, UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';
import { USER_ERRORS } from '../user-errors-field';

@InputType({ description: 'The roles of a member.' })
export class SetRolesInput {
  @Field(() => ID, { description: 'The member.' })
  readonly memberId: string;

  @Field(() => [Role], { description: 'Roles that the member has from now on, at least one; replaces all.' })
  readonly roles: readonly Role[];

  @Field(() => String, {
    nullable: true,
    description: 'Why, for the log that the member can read; at most 2000 characters. Null: not stated.',
  })
  readonly reason?: string | null;
}

@ObjectType({ description: 'Result of `setRoles`.' })
export class SetRolesPayload {
  @Field(() => Member, { nullable: true, description: 'The changed member; null on failure.' })
  readonly member: Member | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
