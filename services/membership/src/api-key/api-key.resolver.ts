import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { ApiKey } from './api-key.entity';
import { prefixOf } from './api-key-text';
import { CreateApiKeyInput, CreateApiKeyPayload, RevokeApiKeyInput, RevokeApiKeyPayload } from './api-key.types';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Mutation(() => CreateApiKeyPayload, { description: 'Makes an API key for the member who asks.' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'Its name, scopes and end.' }) input: CreateApiKeyInput,
    @Ctx() { apiKeys }: MembershipContext,
  ) {
    return apiKeys.create(input);
  }

  @Mutation(() => RevokeApiKeyPayload, { description: 'Ends an API key of the member who asks, at once.' })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' }) { id }: RevokeApiKeyInput,
    @Ctx() { apiKeys }: MembershipContext,
  ) {
    return apiKeys.revoke(id);
  }

  @FieldResolver(() => String, { description: 'How the key begins, to know it again: `wzk_…`.' })
  prefix(@Root() { id }: ApiKey) {
    return prefixOf(id);
  }
}
