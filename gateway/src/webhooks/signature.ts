import { createHmac } from 'node:crypto';

/** What is signed (Standard Webhooks 1.0). */
export interface SignedMessage {
  /** The same in every attempt. */
  readonly id: string;
  /** Of this attempt, in seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers of a message, signed with each secret (base64 of its bytes). A receiver accepts any of the signatures. */
export const signatureHeaders = (
  { id, timestamp, body }: SignedMessage,
  secrets: readonly string[],
): Readonly<Record<string, string>> => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': secrets
    .map((secret) => createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${timestamp}.${body}`))
    .map((hmac) => `v1,${hmac.digest('base64')}`)
    .join(' '),
});
