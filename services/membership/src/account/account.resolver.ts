import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { MembershipContext } from '../context';
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  RegisterInput,
  RegisterPayload,
  RequestPasswordResetInput,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
  VerifyEmailInput,
  VerifyEmailPayload,
} from './account.types';

@Resolver()
export class AccountResolver {
  @Directive('@tag(name: "credential")')
  @Mutation(() => RegisterPayload, { description: 'Starts a registration and emails a confirmation link.' })
  register(
    @Arg('input', () => RegisterInput, { description: 'The new account.' }) input: RegisterInput,
    @Ctx() { registrations }: MembershipContext,
  ) {
    return registrations.register(input);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => VerifyEmailPayload, { description: 'Confirms a registration and creates the member.' })
  verifyEmail(
    @Arg('input', () => VerifyEmailInput, { description: 'The token from the email, and the password.' })
    input: VerifyEmailInput,
    @Ctx() { registrations }: MembershipContext,
  ) {
    return registrations.verifyEmail(input);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => RequestPasswordResetPayload, { description: 'Emails a link for setting a new password.' })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'The account.' })
    { email }: RequestPasswordResetInput,
    @Ctx() { passwords }: MembershipContext,
  ) {
    return passwords.requestReset(email);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => ResetPasswordPayload, {
    description:
      'Sets a new password with an emailed token, ends all sessions, revokes all API keys, and clears failed sign-in attempts.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The token and the new password.' })
    input: ResetPasswordInput,
    @Ctx() { passwords }: MembershipContext,
  ) {
    return passwords.reset(input);
  }

  @Directive('@tag(name: "credential")')
  @Mutation(() => ChangePasswordPayload, { description: 'Changes the password and ends all other sessions.' })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The current and the new password.' })
    input: ChangePasswordInput,
    @Ctx() { passwords }: MembershipContext,
  ) {
    return passwords.change(input);
  }
}
