import { connectionType, CursorScalar, ForwardPageArguments, UrlScalar, UserError } from '@wizness/kernel';
import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PostFilter } from '../post/post-filter.types';
import { PostEventType } from '../post-log/post-log.types';
import { USER_ERRORS } from '../user-errors-field';
import { DeliveryStatus, WebhookFormat } from './webhook.enums';
import { Webhook } from './webhook.entity';
import { WebhookDelivery } from './webhook-delivery.entity';

export const WebhookDeliveryConnection = connectionType('WebhookDelivery', () => WebhookDelivery, {
  items: 'deliveries',
});

@InputType({ description: 'Which deliveries. All given conditions hold. Null is not a condition.' })
export class WebhookDeliveryFilter {
  @Field(() => [DeliveryStatus], { nullable: true, description: 'In one of these states.' })
  readonly statuses?: readonly DeliveryStatus[] | null;
}

@ArgsType()
export class WebhookDeliveriesArguments extends ForwardPageArguments {
  @Field(() => WebhookDeliveryFilter, { nullable: true, description: 'Which deliveries. Null is all.' })
  readonly filter?: WebhookDeliveryFilter | null;
}

const QUERY_DESCRIPTION =
  'Selection on `PostEvent`: `{ post { title author { name } } }`, with fragments after it if it uses some. Checked as an operation of the owner is, with the same limits, when it is saved. Null: the thin payload.';

@InputType({ description: 'A new endpoint.' })
export class CreateWebhookInput {
  @Field(() => UrlScalar, { description: 'Where deliveries are sent: https, a public host, port 443 or 8443.' })
  readonly url: string;

  @Field(() => [PostEventType], {
    defaultValue: [PostEventType.PUBLISHED],
    description: 'Which kinds of entries, at least one.',
  })
  readonly types: readonly PostEventType[];

  @Field(() => PostFilter, { nullable: true, description: 'Which posts. Null is all.' })
  readonly filter?: PostFilter | null;

  @Directive('@tag(name: "post-event-selection")')
  @Field(() => String, { nullable: true, description: QUERY_DESCRIPTION })
  readonly query?: string | null;

  @Field(() => WebhookFormat, { defaultValue: WebhookFormat.STANDARD, description: 'Format of the body.' })
  readonly format: WebhookFormat;
}

@InputType({ description: 'Changes of an endpoint. A field that is left out stays as it is.' })
export class UpdateWebhookInput {
  @Field(() => ID, { description: 'Id of the endpoint.' })
  readonly id: string;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Where deliveries are sent: https, a public host, port 443 or 8443. Null: unchanged.',
  })
  readonly url?: string | null;

  @Field(() => [PostEventType], {
    nullable: true,
    description: 'Which kinds of entries, at least one. Null: unchanged.',
  })
  readonly types?: readonly PostEventType[] | null;

  @Field(() => PostFilter, { nullable: true, description: 'Which posts. Null is all.' })
  readonly filter?: PostFilter | null;

  @Directive('@tag(name: "post-event-selection")')
  @Field(() => String, { nullable: true, description: QUERY_DESCRIPTION })
  readonly query?: string | null;

  @Field(() => WebhookFormat, { nullable: true, description: 'Format of the body. Null: unchanged.' })
  readonly format?: WebhookFormat | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether entries are sent. An endpoint that is enabled again continues where it stopped, with the oldest entry that the log still has. Null: unchanged.',
  })
  readonly enabled?: boolean | null;
}

@InputType({ description: 'An endpoint.' })
export class WebhookInput {
  @Field(() => ID, { description: 'Id of the endpoint.' })
  readonly id: string;
}

@InputType({ description: 'A delivery to repeat.' })
export class RedeliverWebhookInput {
  @Field(() => ID, { description: 'Id of the delivery.' })
  readonly deliveryId: string;
}

@InputType({ description: 'Entries of the log to send again. At most 1,000.' })
export class ReplayWebhookInput {
  @Field(() => ID, { description: 'Id of the endpoint.' })
  readonly id: string;

  @Field(() => CursorScalar, { description: 'Start after this cursor.' })
  readonly after: string;

  @Field(() => CursorScalar, { nullable: true, description: 'End with this cursor. Null: the newest entry.' })
  readonly until?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Only entries whose delivery failed.' })
  readonly onlyFailed: boolean;
}

const WEBHOOK = { nullable: true, description: 'The endpoint. Null if refused.' };
const SECRET = {
  nullable: true,
  description: 'The secret for verifying signatures, `whsec_…`. Shown only now. Null if refused.',
};

@ObjectType({ description: 'Result of `createWebhook`.' })
export class CreateWebhookPayload {
  @Field(() => Webhook, WEBHOOK)
  readonly webhook: Webhook | null;

  @Field(() => String, SECRET)
  readonly secret: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `updateWebhook`.' })
export class UpdateWebhookPayload {
  @Field(() => Webhook, WEBHOOK)
  readonly webhook: Webhook | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `pingWebhook`.' })
export class PingWebhookPayload {
  @Field(() => WebhookDelivery, { nullable: true, description: 'The ping. Null if refused.' })
  readonly delivery: WebhookDelivery | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `rotateWebhookSecret`.' })
export class RotateWebhookSecretPayload {
  @Field(() => Webhook, WEBHOOK)
  readonly webhook: Webhook | null;

  @Field(() => String, SECRET)
  readonly secret: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `deleteWebhook`.' })
export class DeleteWebhookPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the deleted endpoint. Null if refused.' })
  readonly deletedId: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `redeliverWebhook`.' })
export class RedeliverWebhookPayload {
  @Field(() => WebhookDelivery, { nullable: true, description: 'The new delivery. Null if refused.' })
  readonly delivery: WebhookDelivery | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `replayWebhook`.' })
export class ReplayWebhookPayload {
  @Field(() => Webhook, { nullable: true, description: 'The endpoint; follow its `deliveries`. Null if refused.' })
  readonly webhook: Webhook | null;

  @Field(() => Int, { nullable: true, description: 'Number of deliveries that were queued. Null if refused.' })
  readonly queued: number | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
