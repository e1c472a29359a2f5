import { byKey, type Connection, type Identity, isAllowed, type Order, pagedByKey, readPage } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Webhook } from './webhook.entity';
import type { WebhookDeliveriesArguments } from './webhook.types';
import { WebhookDelivery } from './webhook-delivery.entity';

const NEWEST_FIRST: Order = {
  name: 'webhook-deliveries',
  direction: 'DESC',
  keys: [
    { sql: 'delivery.createdAt', type: 'timestamptz' },
    { sql: 'delivery.id', type: 'text' },
  ],
};

export const createWebhookLoaders = (db: EntityManager, identity: Identity) => {
  /** An endpoint of the caller. */
  const webhookById = byKey(
    (ids: readonly string[]) => db.findBy(Webhook, { id: In([...ids]), memberId: identity.memberId ?? '' }),
    ({ id }) => id,
  );
  return {
    /** The endpoints of the caller, the oldest first. Null without the permission. */
    webhooks: async (): Promise<Webhook[] | null> => {
      if (!isAllowed(identity, 'MANAGE_WEBHOOKS')) return null;
      return db.find(Webhook, { where: { memberId: identity.memberId ?? '' }, order: { createdAt: 'ASC', id: 'ASC' } });
    },
    /** Deliveries of an endpoint that was loaded. */
    deliveriesOf: async (
      id: string,
      { filter, ...args }: WebhookDeliveriesArguments,
    ): Promise<Connection<WebhookDelivery>> =>
      pagedByKey({
        query: () => {
          const query = db.createQueryBuilder(WebhookDelivery, 'delivery').where('TRUE');
          const { statuses } = filter ?? {};
          return statuses == null ? query : query.andWhere('delivery.status = ANY(:statuses)', { statuses });
        },
        parent: 'delivery.webhookId',
        parentOf: ({ webhookId }) => webhookId,
        order: NEWEST_FIRST,
        page: readPage(args, NEWEST_FIRST),
      }).load(id),
    /** Whether the caller may read all that the endpoint is sent: an API key sees no more than its scopes allow. */
    maySeeBodies: async ({ webhookId }: WebhookDelivery): Promise<boolean> => {
      const webhook = await webhookById.load(webhookId);
      return webhook?.scopes.every((scope) => identity.scopes.includes(scope)) ?? false;
    },
  };
};
