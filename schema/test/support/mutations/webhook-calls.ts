import { waitUntil } from '@wizness/kernel/testing';
import type { Community, MutationCall } from './community';
import { post } from './content-calls';

const webhook = ({ author, receiver }: Community) =>
  author.make('createWebhook', { url: `${receiver.url}/hook` }, 'webhook');

interface Delivered {
  readonly deliveries: { nodes: { id: string; status: string; event: { postId: string } | null }[] };
}

const DELIVERIES = '{ webhooks { deliveries { nodes { id status event { postId } } } } }';

/** A call of each mutation of webhooks. */
export const WEBHOOK_CALLS: Readonly<Record<string, MutationCall>> = {
  createWebhook: async ({ author, receiver }) => [
    await author.run('createWebhook', { url: `${receiver.url}/new` }, 'secret webhook { enabled }'),
    { secret: expect.stringMatching(/^whsec_/), webhook: { enabled: true } },
  ],
  updateWebhook: async (community) => [
    await community.author.run(
      'updateWebhook',
      { id: (await webhook(community)).id, enabled: false },
      'webhook { enabled }',
    ),
    { webhook: { enabled: false } },
  ],
  pingWebhook: async (community) => {
    const input = { id: (await webhook(community)).id };
    return [
      await community.author.run('pingWebhook', input, 'delivery { redelivery event { postId } }'),
      { delivery: { redelivery: false, event: null } },
    ];
  },
  redeliverWebhook: async (community) => {
    const { author } = community;
    await webhook(community);
    const { id } = await post(author);
    const deliveryId = await waitUntil(async () => {
      const { webhooks } = (await author.ask(DELIVERIES)) as { webhooks: Delivered[] };
      const delivered = webhooks.flatMap(({ deliveries }) => deliveries.nodes);
      return delivered.find(({ status, event }) => status === 'SUCCEEDED' && event?.postId === id)?.id;
    });
    return [
      await author.run('redeliverWebhook', { deliveryId }, 'delivery { redelivery event { postId } }'),
      { delivery: { redelivery: true, event: { postId: id } } },
    ];
  },
  replayWebhook: async (community) => {
    const { id } = await webhook(community);
    const input = { id, after: 'content.0000000000000000' };
    return [
      await community.author.run('replayWebhook', input, 'queued webhook { id }'),
      { queued: expect.any(Number), webhook: { id } },
    ];
  },
  rotateWebhookSecret: async (community) => [
    await community.author.run('rotateWebhookSecret', { id: (await webhook(community)).id }, 'secret'),
    { secret: expect.stringMatching(/^whsec_/) },
  ],
  deleteWebhook: async (community) => {
    const { id } = await webhook(community);
    return [await community.author.run('deleteWebhook', { id }, 'deletedId'), { deletedId: id }];
  },
};
