import { LanguageTagScalar, UserError } from '@wizness/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';
import { USER_ERRORS } from '../user-errors-field';

@InputType({ description: 'A new account.' })
export class RegisterInput {
  @Field(() => String, { description: 'Email address. It receives the confirmation link.' })
  readonly email: string;

  @Field(() => String, { description: 'Password of 12 to 256 characters. Common passwords are refused.' })
  readonly password: string;

  @Field(() => String, { description: 'Short unique name: letters a to z, digits and hyphens; 3 to 40 characters.' })
  readonly handle: string;

  @Field(() => String, { description: 'Display name, at most 80 characters.' })
  readonly name: string;

  @Field(() => LanguageTagScalar, { defaultValue: 'fr', description: 'Language for messages to the member.' })
  readonly locale: string;
}

@ObjectType({ description: 'Result of `register`. It does not reveal whether the address has an account.' })
export class RegisterPayload {
  @Field(() => Boolean, { description: 'Whether an email with the next step is being sent.' })
  readonly accepted: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'Proof that the caller received the email and made the registration.' })
export class VerifyEmailInput {
  @Field(() => String, { description: 'The token from the email.' })
  readonly token: string;

  @Field(() => String, {
    description:
      'The password chosen in `register`. Without it, a stranger could register with the address of another.',
  })
  readonly password: string;
}

@ObjectType({ description: 'Result of `verifyEmail`.' })
export class VerifyEmailPayload {
  @Field(() => Member, { nullable: true, description: 'The new member, who can now sign in; null on failure.' })
  readonly member: Member | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'The account with the forgotten password.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'Email address of the account.' })
  readonly email: string;
}

@ObjectType({ description: 'Result of `requestPasswordReset`. It does not reveal whether the address has an account.' })
export class RequestPasswordResetPayload {
  @Field(() => Boolean, { description: 'Whether an email is being sent, provided that the account exists.' })
  readonly accepted: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'A new password, authorised by an emailed token.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'The token from the email.' })
  readonly token: string;

  @Field(() => String, { description: 'The new password, 12 to 256 characters.' })
  readonly newPassword: string;
}

@ObjectType({ description: 'Result of `resetPassword`. It does not sign the member in.' })
export class ResetPasswordPayload {
  @Field(() => Boolean, {
    description: 'Whether the password was changed, all sessions were ended and all API keys were revoked.',
  })
  readonly done: boolean;

  @Field(() => Int, { description: 'How many API keys were revoked: programs that used them need new ones.' })
  readonly revokedApiKeys: number;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'A new password, authorised by the current one.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The current password.' })
  readonly currentPassword: string;

  @Field(() => String, { description: 'The new password, 12 to 256 characters.' })
  readonly newPassword: string;
}

@ObjectType({ description: 'Result of `changePassword`.' })
export class ChangePasswordPayload {
  @Field(() => Boolean, { description: 'Whether the password was changed and all other sessions were ended.' })
  readonly done: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
