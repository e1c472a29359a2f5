import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

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
    this.message = message;
    this.field = field;
  }
}
