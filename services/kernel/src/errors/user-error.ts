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
  description: 'What is wrong with an input, for a program to act on. New codes may come.',
  valuesConfig: {
    REQUIRED: { description: 'Something is missing.' },
    INVALID: { description: 'It has not the right form, or is not right.' },
    TOO_SHORT: { description: 'It is too short.' },
    TOO_LONG: { description: 'It is too long.' },
    NOT_FOUND: { description: 'There is no such thing, or the caller may not see it.' },
    ALREADY_EXISTS: { description: 'Somebody has it already.' },
    CONFLICT: { description: 'It does not go together with what is there.' },
    STALE_VERSION: { description: 'Somebody else changed it meanwhile: read it again.' },
    FORBIDDEN: { description: 'The caller may not do this.' },
    RATE_LIMITED: { description: 'Too many attempts: wait as long as the message says.' },
    LOCKED: { description: 'It can not be changed at present.' },
    EXPIRED: { description: 'Its time is over: ask for a new one.' },
    UNSUPPORTED: { description: 'It can not be done with this one.' },
  },
});

@Directive('@shareable')
@ObjectType({ description: 'Something in the input that the user can mend.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'What kind of mistake it is.' })
  readonly code: UserErrorCode;

  @Field(() => String, { description: 'What is wrong and how to mend it, for a person.' })
  readonly message: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the field in the input; null when it is about the whole.',
  })
  readonly field: readonly string[] | null;

  constructor(code: UserErrorCode, message: string, field: readonly string[] | null = null) {
    this.code = code;
    this.message = shortMessage(message);
    this.field = field;
  }
}
