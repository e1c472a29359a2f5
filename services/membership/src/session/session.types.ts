import { DateTimeScalar, UserError } from '@wizness/kernel';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';
import { Viewer } from '../viewer/viewer.types';

@ObjectType({ description: 'The credentials of a session.' })
export class TokenPair {
  @Field(() => String, { description: 'Send it with each request: `Authorization: Bearer …`.' })
  readonly accessToken: string;

  @Field(() => DateTimeScalar, { description: 'When the access token expires, 10 minutes after it was issued.' })
  readonly accessTokenExpiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Pass it once to `refreshSession` to get the next pair. Keep it secret. Null if it is not part of the response; today it always is.',
  })
  readonly refreshToken: string;

  @Field(() => DateTimeScalar, { description: 'When the refresh token expires, 30 days after it was issued.' })
  readonly refreshTokenExpiresAt: Date;
}

@InputType({ description: 'The credentials of an account.' })
export class SignInInput {
  @Field(() => String, { description: 'Email address of the account, in any case.' })
  readonly email: string;

  @Field(() => String, { description: 'Password of the account.' })
  readonly password: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The `deviceToken` of an earlier sign-in on this device. Failed sign-ins elsewhere then do not delay this one. Null for a new device.',
  })
  readonly deviceToken?: string | null;
}

@ObjectType({ description: 'Result of `signIn`.' })
export class SignInPayload {
  @Field(() => Viewer, { nullable: true, description: 'The member who is signed in now; null on failure.' })
  readonly viewer: Viewer | null;

  @Field(() => TokenPair, { nullable: true, description: 'The credentials of the new session; null on failure.' })
  readonly tokens: TokenPair | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Keep it on the device, also after signing out, and send it with the next sign-in. It is no credential. Null on failure.',
  })
  readonly deviceToken: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'The session to refresh.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The last refresh token of the session.' })
  readonly refreshToken: string;
}

@ObjectType({ description: 'Result of `refreshSession`.' })
export class RefreshSessionPayload {
  @Field(() => TokenPair, { nullable: true, description: 'The next pair; null if the session has ended.' })
  readonly tokens: TokenPair | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'The sessions to end.' })
export class SignOutInput {
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to end all sessions of the member.',
  })
  readonly allSessions: boolean;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of a session of the caller, from `viewer.sessions`, to end that one. Null: the session of the caller.',
  })
  readonly sessionId?: string | null;
}

@ObjectType({ description: 'Result of `signOut`.' })
export class SignOutPayload {
  @Field(() => Int, { description: 'How many sessions ended.' })
  readonly endedSessions: number;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
