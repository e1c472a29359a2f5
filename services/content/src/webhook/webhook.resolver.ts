import { astFromValue, type GraphQLInputType, type GraphQLResolveInfo, print } from 'graphql';
import { Arg, Args, Ctx, Directive, FieldResolver, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import type { PostFilter } from '../post/post-filter.types';
import { PostEvent } from '../post-log/post-log.types';
import { Webhook } from './webhook.entity';
import {
  CreateWebhookInput,
  CreateWebhookPayload,
  DeleteWebhookPayload,
  PingWebhookPayload,
  RedeliverWebhookInput,
  RedeliverWebhookPayload,
  ReplayWebhookInput,
  ReplayWebhookPayload,
  RotateWebhookSecretPayload,
  UpdateWebhookInput,
  UpdateWebhookPayload,
  WebhookDeliveriesArguments,
  WebhookDeliveryConnection,
  WebhookInput,
} from './webhook.types';
import { WebhookDelivery } from './webhook-delivery.entity';

/** Returns how a filter is written in GraphQL. */
const filterPrinter =
  ({ schema }: GraphQLResolveInfo) =>
  (filter: PostFilter): string => {
    const literal = astFromValue(filter, schema.getType('PostFilter') as GraphQLInputType);
    return literal ? print(literal) : '{}';
  };

@Resolver(() => Webhook)
export class WebhookResolver {
  @Directive('@listSize(assumedSize: 10)')
  @Query(() => [Webhook], {
    nullable: true,
    description:
      "The caller's webhooks, the oldest first. At most 50. Null for an anonymous caller, without the scope WEBHOOKS_MANAGE, and if content is unavailable.",
  })
  webhooks(@Ctx() { loaders }: ContentContext) {
    return loaders.webhooks();
  }

  @Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @FieldResolver(() => WebhookDeliveryConnection, { description: 'Deliveries, the newest first. Kept for 30 days.' })
  deliveries(
    @Root() { id }: Webhook,
    @Args(() => WebhookDeliveriesArguments) args: WebhookDeliveriesArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.deliveriesOf(id, args);
  }

  @Mutation(() => CreateWebhookPayload, {
    description: 'Registers an endpoint. It gets the entries that are logged from now on. At most 50 endpoints.',
  })
  createWebhook(
    @Arg('input', () => CreateWebhookInput, { description: 'The endpoint.' }) input: CreateWebhookInput,
    @Ctx() { webhooks }: ContentContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return webhooks.create(input, filterPrinter(info));
  }

  @Mutation(() => UpdateWebhookPayload, { description: 'Changes an endpoint, disables it, or enables it again.' })
  updateWebhook(
    @Arg('input', () => UpdateWebhookInput, { description: 'The changes.' }) input: UpdateWebhookInput,
    @Ctx() { webhooks }: ContentContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return webhooks.update(input, filterPrinter(info));
  }

  @Mutation(() => PingWebhookPayload, {
    description: 'Sends a test delivery, once, also to an endpoint that is disabled.',
  })
  pingWebhook(
    @Arg('input', () => WebhookInput, { description: 'Which endpoint.' }) { id }: WebhookInput,
    @Ctx() { webhooks }: ContentContext,
  ) {
    return webhooks.ping(id);
  }

  @Mutation(() => RotateWebhookSecretPayload, {
    description: 'Makes a new secret. The one before it signs too, for 24 hours.',
  })
  rotateWebhookSecret(
    @Arg('input', () => WebhookInput, { description: 'Which endpoint.' }) { id }: WebhookInput,
    @Ctx() { webhooks }: ContentContext,
  ) {
    return webhooks.rotateSecret(id);
  }

  @Mutation(() => DeleteWebhookPayload, { description: 'Deletes an endpoint and its deliveries.' })
  deleteWebhook(
    @Arg('input', () => WebhookInput, { description: 'Which endpoint.' }) { id }: WebhookInput,
    @Ctx() { webhooks }: ContentContext,
  ) {
    return webhooks.delete(id);
  }

  @Mutation(() => RedeliverWebhookPayload, { description: 'Sends an entry again, as a new delivery.' })
  redeliverWebhook(
    @Arg('input', () => RedeliverWebhookInput, { description: 'Which delivery.' })
    { deliveryId }: RedeliverWebhookInput,
    @Ctx() { webhooks }: ContentContext,
  ) {
    return webhooks.redeliver(deliveryId);
  }

  @Mutation(() => ReplayWebhookPayload, {
    description:
      'Sends entries of the log again, from a cursor, as new deliveries. They may arrive in another order: sort by `cursor`.',
  })
  replayWebhook(
    @Arg('input', () => ReplayWebhookInput, { description: 'Which entries.' }) input: ReplayWebhookInput,
    @Ctx() { webhooks }: ContentContext,
  ) {
    return webhooks.replay(input);
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => PostEvent, {
    nullable: true,
    description: 'The entry of the log. Null for a ping, after 30 days, and if the caller cannot know of the post.',
  })
  event(@Root() { position }: WebhookDelivery, @Ctx() { loaders }: ContentContext) {
    return position === null ? null : loaders.postEventAt.load(position);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "First 2,000 characters of the last request's body. Null before the first, and for an API key without the scopes of the endpoint.",
  })
  async requestExcerpt(@Root() delivery: WebhookDelivery, @Ctx() { loaders }: ContentContext) {
    return (await loaders.maySeeBodies(delivery)) ? delivery.requestExcerpt : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "First 2,000 characters of the last answer's body. Null without an answer, and for an API key without the scopes of the endpoint.",
  })
  async responseExcerpt(@Root() delivery: WebhookDelivery, @Ctx() { loaders }: ContentContext) {
    return (await loaders.maySeeBodies(delivery)) ? delivery.responseExcerpt : null;
  }
}
