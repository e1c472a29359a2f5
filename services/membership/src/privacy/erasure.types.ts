import './erasure.enums';
import { DateTimeScalar, ErasureMode, UserError } from '@wizness/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';

@InputType({ description: 'Request to erase the account of the caller.' })
export class EraseAccountInput {
  @Field(() => String, {
    description:
      'The current password. Ignored for a member without a password, who signs in with an external issuer: the session is proof enough.',
  })
  readonly password: string;

  @Field(() => ErasureMode, {
    defaultValue: ErasureMode.ANONYMISE_CONTENT,
    description: 'What happens to the contributions of the member.',
  })
  readonly mode: ErasureMode;
}

@ObjectType({ description: 'Result of `eraseAccount`.' })
export class EraseAccountPayload {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the account was erased. Sign-in is impossible from then on; contributions follow shortly after. Null on failure.',
  })
  readonly erasedAt: Date | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
