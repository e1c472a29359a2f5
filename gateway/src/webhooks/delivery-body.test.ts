import type { ClaimedWebhook } from '@wizness/kernel';
import { entryBody, pingBody } from './delivery-body';
import type { WebhookEntry } from './read-entries';

const SOURCE = 'https://graph.example.org';
const ENTRY: WebhookEntry = {
  id: 'postevent_42',
  cursor: 'content.0000000000000042',
  position: 42,
  type: 'PUBLISHED',
  occurredAt: '2026-03-02T09:00:00.000Z',
  postId: 'post_1',
  data: { post: { title: 'Été' } },
  isIncomplete: false,
  refusal: null,
};
const webhook = (format: 'STANDARD' | 'CLOUDEVENTS') => ({ id: 'webhook_1', format }) as ClaimedWebhook;
const contentOf = ({ text }: { readonly text: string }) => JSON.parse(text) as Record<string, unknown>;

describe('The body of a delivery', () => {
  test('Has the errors of fields that could not be read, in both formats', () => {
    const errors = [
      { message: 'No.', path: ['entry', 'post', 'author'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
    ];
    expect(contentOf(entryBody({ ...ENTRY, errors }, webhook('STANDARD'), SOURCE))['errors']).toEqual(errors);
    const event = contentOf(entryBody({ ...ENTRY, errors }, webhook('CLOUDEVENTS'), SOURCE));
    expect(JSON.parse(String(event['errors']))).toEqual(errors);
  });

  test.each(['STANDARD', 'CLOUDEVENTS'] as const)('Has no data if they are larger than 256 KiB (%s)', (format) => {
    const large = { ...ENTRY, data: { post: { title: 'é'.repeat(140_000) } } };
    const body = entryBody(large, webhook(format), SOURCE);
    expect(contentOf(body)).toMatchObject({ id: ENTRY.id, cursor: ENTRY.cursor, data: null });
    expect(body.text).toContain('RESPONSE_TOO_LARGE');
  });

  test('Of a ping names the webhook', () => {
    const now = new Date('2026-03-02T09:00:00Z');
    expect(contentOf(pingBody('delivery_1', webhook('CLOUDEVENTS'), now, SOURCE))).toEqual({
      specversion: '1.0',
      id: 'delivery_1',
      source: SOURCE,
      type: 'ping',
      time: now.toISOString(),
      datacontenttype: 'application/json',
      data: { webhookId: 'webhook_1' },
    });
  });
});
