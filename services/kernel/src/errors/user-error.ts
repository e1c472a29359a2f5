import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { shortMessage } from './message';

export enum UserErrorCode {
  REQUIRED = 'REQUIRED',
  INVALID = 'INVALID',
  TOO_SHORT = 'TOO_SHORT',
  TOO_LONG = 'TOO_LONG',
  NOT_FOUND = 'NOT_FOUND',
  ALREADY_EXISTS = 'ALREADY_EXISTS',
  CONFLICT = 'CONFLICT',
  STALE_VERSION = 'STALE_VERSION',
  FORBIDDEN = 'FORBIDDEN',
  RATE_LIMITED = 'RATE_LIMITED',
  LOCKED = 'LOCKED',
  EXPIRED = 'EXPIRED',
  UNSUPPORTED = 'UNSUPPORTED',
}
registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'Kind of mistake in an input. New codes may be added.',
  valuesConfig: {
    REQUIRED: { description: 'A required value is missing.' },
    INVALID: { description: 'The value is malformed or out of range.' },
    TOO_SHORT: { description: 'The value is too short.' },
    TOO_LONG: { description: 'The value is too long, or the file too large.' },
    NOT_FOUND: { description: 'It does not exist, or the caller may not see it.' },
    ALREADY_EXISTS: { description: 'It exists already.' },
    CONFLICT: { description: 'It contradicts the current state, or the idempotency key was used with another input.' },
    STALE_VERSION: { description: 'It was changed in the meantime. Read it again.' },
    FORBIDDEN: { description: 'The caller may see it but not do this.' },
    RATE_LIMITED: { description: 'Too many attempts in a short time. The message states how long to wait.' },
    LOCKED: { description: 'It cannot be changed in its current state.' },
    EXPIRED: { description: 'Its time is over.' },
    UNSUPPORTED: { description: 'It cannot be done with this one.' },
  },
});

@Directive('@shareable')
@ObjectType({ description: 'A mistake in the input that the caller can correct.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'Kind of mistake.' })
  readonly code: UserErrorCode;

  @Field(() => String, { description: 'What is wrong and how to correct it. At most 500 characters.' })
  readonly message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the field in `input`: `["event", "closesAt"]`. Null if it is about the input as a whole.',
  })
  readonly field: readonly string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Seconds after which the same input may succeed. Null if waiting does not help, or if the time is not known.',
  })
  readonly retryAfter: number | null;

  constructor(
    code: UserErrorCode,
    message: string,
    field: readonly string[] | null = null,
    retryAfter: number | null = null,
  ) {
    this.code = code;
    this.retryAfter = retryAfter;
    this.message = shortMessage(message);
    this.field = field;
  }
}
