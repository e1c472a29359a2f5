import { registerEnumType } from 'type-graphql';

export enum WebhookFormat {
  STANDARD = 'STANDARD',
  CLOUDEVENTS = 'CLOUDEVENTS',
}
registerEnumType(WebhookFormat, {
  name: 'WebhookFormat',
  description: 'Format of the body of a delivery. The headers are always those of Standard Webhooks.',
  valuesConfig: {
    STANDARD: { description: 'Standard Webhooks 1.0.' },
    CLOUDEVENTS: { description: 'CloudEvents 1.0 in JSON, structured mode.' },
  },
});

export enum WebhookDisabledReason {
  GONE = 'GONE',
  EXHAUSTED = 'EXHAUSTED',
  INVALID = 'INVALID',
  EXPIRED = 'EXPIRED',
}
registerEnumType(WebhookDisabledReason, {
  name: 'WebhookDisabledReason',
  description: 'Why the graph disabled a webhook.',
  valuesConfig: {
    GONE: { description: 'The endpoint answered 410.' },
    EXHAUSTED: {
      description: 'The last attempt at an entry failed, and nothing had arrived since the first attempt at it.',
    },
    INVALID: {
      description:
        'Its filter or its selection did not match the schema until the last attempt at an entry, and nothing had arrived since the first attempt at it. Once corrected and enabled, it has missed nothing.',
    },
    EXPIRED: {
      description:
        'Entries were deleted from the log before they could be sent. Once enabled, it continues with the oldest entry held.',
    },
  },
});

export enum DeliveryStatus {
  PENDING = 'PENDING',
  SUCCEEDED = 'SUCCEEDED',
  FAILED = 'FAILED',
  SKIPPED = 'SKIPPED',
}
registerEnumType(DeliveryStatus, {
  name: 'DeliveryStatus',
  description: 'State of a delivery.',
  valuesConfig: {
    PENDING: { description: 'Waits for its next attempt.' },
    SUCCEEDED: { description: 'The endpoint answered with a status from 200 to 299.' },
    FAILED: { description: 'All attempts failed.' },
    SKIPPED: {
      description: 'Not sent again: the filter does not match the post any more, or the owner cannot read it.',
    },
  },
});
