import { LanguageTagScalar, UserError } from '@wizness/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';

const USER_ERRORS = { description: 'What the user can mend; empty where it worked.' };

@InputType({ description: 'Who wants to join.' })
export class RegisterInput {
  @Field(() => String, { description: 'E-mail address; a mail to it says how to go on.' })
  readonly email: string;

  @Field(() => String, { description: 'Password of 12 to 256 characters, not one of the common ones.' })
  readonly password: string;

  @Field(() => String, { description: 'Short unique name: letters a to z, digits, hyphens; 3 to 40 characters.' })
  readonly handle: string;

  @Field(() => String, { description: 'Name as the member wishes to be called, at most 80 characters.' })
  readonly name: string;

  @Field(() => LanguageTagScalar, {
    defaultValue: 'fr',
    description: 'Language that the member wants to be spoken to in.',
  })
  readonly locale: string;
}

@ObjectType({ description: 'What came of registering. The same whether or not the address is known.' })
export class RegisterPayload {
  @Field(() => Boolean, { description: 'Whether a mail is under way that says how to go on.' })
  readonly accepted: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'The proof that a mail has arrived.' })
export class VerifyEmailInput {
  @Field(() => String, { description: 'The token in the mail.' })
  readonly token: string;
}

@ObjectType({ description: 'What came of verifying an address.' })
export class VerifyEmailPayload {
  @Field(() => Member, { nullable: true, description: 'The new member, who may sign in now; null where it failed.' })
  readonly member: Member | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'Whose password is forgotten.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'E-mail address of the account.' })
  readonly email: string;
}

@ObjectType({ description: 'What came of asking for a new password. The same whether or not the address is known.' })
export class RequestPasswordResetPayload {
  @Field(() => Boolean, { description: 'Whether a mail is under way, if there is such an account.' })
  readonly accepted: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'A new password, by permission of a mail.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token in the mail.' })
  readonly token: string;

  @Field(() => String, { description: 'The new password, 12 to 256 characters.' })
  readonly newPassword: string;
}

@ObjectType({ description: 'What came of setting a new password. Nobody is signed in by it.' })
export class ResetPasswordPayload {
  @Field(() => Boolean, { description: 'Whether the password is the new one, and all sessions are ended.' })
  readonly done: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'A new password, by who knows the old one.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password of today.' })
  readonly currentPassword: string;

  @Field(() => String, { description: 'The new password, 12 to 256 characters.' })
  readonly newPassword: string;
}

@ObjectType({ description: 'What came of changing the password.' })
export class ChangePasswordPayload {
  @Field(() => Boolean, { description: 'Whether the password is the new one, and all other sessions are ended.' })
  readonly done: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
