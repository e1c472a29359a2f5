import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
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
  description: 'What is wrong with an input, for a program. New codes may be added.',
  valuesConfig: {
    REQUIRED: { description: 'A value is missing.' },
    INVALID: { description: 'The value is malformed or wrong.' },
    TOO_SHORT: { description: 'The value is too short.' },
    TOO_LONG: { description: 'The value is too long.' },
    NOT_FOUND: { description: 'It does not exist, or the caller may not see it.' },
    ALREADY_EXISTS: { description: 'It already exists, or belongs to another member.' },
    CONFLICT: { description: 'It conflicts with the current state.' },
    STALE_VERSION: { description: 'It was changed in the meantime. Read it again.' },
    FORBIDDEN: { description: 'The caller may not do this.' },
    RATE_LIMITED: { description: 'Too many attempts. The message says how long to wait.' },
    LOCKED: { description: 'It cannot be changed at present.' },
    EXPIRED: { description: 'It has expired. Request a new one.' },
    UNSUPPORTED: { description: 'The operation is not supported for it.' },
  },
});

@Directive('@shareable')
@ObjectType({ description: 'A problem in the input that the user can correct.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'The kind of problem, for a program.' })
  readonly code: UserErrorCode;

  @Field(() => String, { description: 'What is wrong and how to correct it, for a person.' })
  readonly message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the field in the input; null if the problem concerns the whole input.',
  })
  readonly field: readonly string[] | null;

  constructor(code: UserErrorCode, message: string, field: readonly string[] | null = null) {
    this.code = code;
    this.message = shortMessage(message);
    this.field = field;
  }
}
