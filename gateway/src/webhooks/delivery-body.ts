import type { ClaimedWebhook } from '@wizness/kernel';
import type { GraphQLFormattedError } from 'graphql';
import { TOO_LARGE, type WebhookEntry } from './read-entries';

/** What is sent, the same bytes that are signed. */
export interface DeliveryBody {
  /** The header `webhook-id`: the same in every attempt. */
  readonly id: string;
  readonly contentType: string;
  readonly text: string;
}

/** A larger body is replaced by one without data, so that the receiver learns of the entry and can ask for it. */
const MAX_BYTES = 256 * 1024;

interface Message {
  readonly id: string;
  /** `post.published`, `ping`. */
  readonly type: string;
  /** RFC 3339. */
  readonly time: string;
  readonly cursor?: string;
  readonly subject?: string;
  readonly data: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

const standard = ({ id, type, time, cursor, data, errors }: Message): string =>
  JSON.stringify({
    type,
    timestamp: time,
    id,
    ...(cursor !== undefined && { cursor }),
    data,
    ...(errors && { errors }),
  });

/** Names of extensions have lower-case letters and digits only, and their values are no lists (CloudEvents 1.0, §3.1). */
const cloudEvent = ({ id, type, time, cursor, subject, data, errors }: Message, source: string): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type,
    time,
    ...(subject !== undefined && { subject }),
    datacontenttype: 'application/json',
    ...(cursor !== undefined && { cursor, sequence: cursor.slice(cursor.indexOf('.') + 1) }),
    ...(errors && { errors: JSON.stringify(errors) }),
    data,
  });

const write = (message: Message, { format }: Pick<ClaimedWebhook, 'format'>, source: string): DeliveryBody => ({
  id: message.id,
  contentType:
    format === 'STANDARD' ? 'application/json; charset=utf-8' : 'application/cloudevents+json; charset=utf-8',
  text: format === 'STANDARD' ? standard(message) : cloudEvent(message, source),
});

/** The body for an entry of the log. `source` is the public URL of the graph. */
export const entryBody = (entry: WebhookEntry, webhook: ClaimedWebhook, source: string): DeliveryBody => {
  const { id, cursor, occurredAt: time, postId: subject, data, errors } = entry;
  const message = {
    id,
    type: `post.${entry.type.toLowerCase()}`,
    time,
    cursor,
    subject,
    data,
    ...(errors && { errors }),
  };
  const body = write(message, webhook, source);
  if (Buffer.byteLength(body.text) <= MAX_BYTES) return body;
  return write({ ...message, data: null, errors: TOO_LARGE }, webhook, source);
};

/** The body of a test delivery. */
export const pingBody = (deliveryId: string, webhook: ClaimedWebhook, now: Date, source: string): DeliveryBody =>
  write({ id: deliveryId, type: 'ping', time: now.toISOString(), data: { webhookId: webhook.id } }, webhook, source);
