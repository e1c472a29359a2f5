import { DateTimeScalar, Scope, UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';
import { ApiKey } from './api-key.entity';

@InputType({ description: 'A new API key.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'Name for recognising the key, at most 80 characters.' })
  readonly name: string;

  @Field(() => [Scope], { description: 'What the key may be used for: at least one scope, each held by the member.' })
  readonly scopes: readonly Scope[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the key expires; null for never.' })
  readonly expiresAt?: Date | null;
}

@ObjectType({ description: 'Result of `createApiKey`.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key; null on failure.' })
  readonly apiKey: ApiKey | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The credential to send: `Authorization: Bearer wzk_…`. Shown only now, because only its hash is stored. Null on failure.',
  })
  readonly secret: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'The API key to revoke.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'Id of the key.' })
  readonly id: string;
}

@ObjectType({ description: 'Result of `revokeApiKey`.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The revoked key; null if the caller has no such key.' })
  readonly apiKey: ApiKey | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
