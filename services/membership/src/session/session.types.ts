import { DateTimeScalar, UserError } from '@wizness/kernel';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Viewer } from '../viewer/viewer.types';

const USER_ERRORS = { description: 'What the user can mend; empty where it worked.' };

@ObjectType({ description: 'What a client stays signed in with.' })
export class TokenPair {
  @Field(() => String, { description: 'Sent with each request: `Authorization: Bearer …`.' })
  readonly accessToken: string;

  @Field(() => DateTimeScalar, { description: 'When the access token expires, 10 minutes after it was made.' })
  readonly accessTokenExpiresAt: Date;

  @Field(() => String, { description: 'Given back once, to `refreshSession`, for the next pair. Keep it secret.' })
  readonly refreshToken: string;

  @Field(() => DateTimeScalar, { description: 'When the refresh token expires, 30 days after it was made.' })
  readonly refreshTokenExpiresAt: Date;
}

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'E-mail address of the account, in any case.' })
  readonly email: string;

  @Field(() => String, { description: 'Password of the account.' })
  readonly password: string;
}

@ObjectType({ description: 'What came of signing in.' })
export class SignInPayload {
  @Field(() => Viewer, { nullable: true, description: 'Who is signed in now; null where it failed.' })
  readonly viewer: Viewer | null;

  @Field(() => TokenPair, { nullable: true, description: 'What to stay signed in with; null where it failed.' })
  readonly tokens: TokenPair | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'Which session goes on.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The refresh token that was given last.' })
  readonly refreshToken: string;
}

@ObjectType({ description: 'What came of refreshing a session.' })
export class RefreshSessionPayload {
  @Field(() => TokenPair, { nullable: true, description: 'The next pair; null where the session is over.' })
  readonly tokens: TokenPair | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'Which sessions end.' })
export class SignOutInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Whether to end all sessions, and not this one alone.' })
  readonly allSessions: boolean;
}

@ObjectType({ description: 'What came of signing out.' })
export class SignOutPayload {
  @Field(() => Int, { description: 'How many sessions ended.' })
  readonly endedSessions: number;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
