import { DateTimeScalar, Scope, UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ApiKey } from './api-key.entity';

const USER_ERRORS = { description: 'What the user can mend; empty where it worked.' };

@InputType({ description: 'A new API key.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'What the member calls it, at most 80 characters.' })
  readonly name: string;

  @Field(() => [Scope], { description: 'What it may be used for: one at least, each one that the member has.' })
  readonly scopes: readonly Scope[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on it is refused; null for never.' })
  readonly expiresAt?: Date | null;
}

@ObjectType({ description: 'What came of making an API key.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key; null where it failed.' })
  readonly apiKey: ApiKey | null;

  @Field(() => String, {
    nullable: true,
    description: 'What to send: `Authorization: Bearer wzk_…`. Shown this once, for only its hash is kept.',
  })
  readonly secret: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'Which API key ends.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'Id of the key.' })
  readonly id: string;
}

@ObjectType({ description: 'What came of revoking an API key.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key, refused from now on; null where there is none.' })
  readonly apiKey: ApiKey | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
