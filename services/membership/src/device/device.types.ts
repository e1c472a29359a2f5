import { DateTimeScalar, UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';

@ObjectType({ description: 'A browser or program from which the member has signed in.' })
export class Device {
  @Field(() => ID, { description: 'Id of the device.' })
  readonly id: string;

  @Field(() => String, {
    nullable: true,
    description: 'The `User-Agent` header of its last sign-in; null if there was none.',
  })
  readonly userAgent: string | null;

  @Field(() => DateTimeScalar, { description: 'When the member first signed in from it, as far as it is known.' })
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the member last signed in from it, or a session was refreshed.' })
  readonly lastSeenAt: Date;

  @Field(() => Boolean, { description: 'Whether it is the device of the caller.' })
  readonly current: boolean;
}

@InputType({ description: 'Which device to forget.' })
export class ForgetDeviceInput {
  @Field(() => ID, { description: 'Id of the device.' })
  readonly id: string;
}

@ObjectType({ description: 'Result of `forgetDevice`.' })
export class ForgetDevicePayload {
  @Field(() => ID, { nullable: true, description: 'Id of the device. Null if refused.' })
  readonly deletedId: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
