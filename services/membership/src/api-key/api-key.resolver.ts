import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { ApiKey } from './api-key.entity';
import { prefixOf } from './api-key-text';
import { CreateApiKeyInput, CreateApiKeyPayload, RevokeApiKeyInput, RevokeApiKeyPayload } from './api-key.types';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Mutation(() => CreateApiKeyPayload, {
    description: 'Creates an API key of the caller, and emails that to the member. At most 50 keys.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The new key.' }) input: CreateApiKeyInput,
    @Ctx() { apiKeys }: MembershipContext,
  ) {
    return apiKeys.create(input);
  }

  @Mutation(() => RevokeApiKeyPayload, { description: 'Revokes an API key of the caller, effective immediately.' })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'The key.' }) { id }: RevokeApiKeyInput,
    @Ctx() { apiKeys }: MembershipContext,
  ) {
    return apiKeys.revoke(id);
  }

  @FieldResolver(() => String, { description: 'First part of the key, for recognising it: `wzk_…`.' })
  prefix(@Root() { id }: ApiKey) {
    return prefixOf(id);
  }
}
