import { defineConsumer } from '@wizness/kernel';
import { PasswordStore, recipientOf } from '../password/password.store';
import { MailStore } from './mail.store';

/** Tells members that their webhooks were disabled. `name` is the checkpoint key: never rename it. */
export const webhookDisabledConsumer = defineConsumer({
  name: 'mail-webhook-disabled',
  source: 'content',
  types: ['WebhookDisabled'],
  handle: async (tx, { subject: webhookId, payload: { memberId, reason } }, clock) => {
    const owner = await new PasswordStore(tx, clock).ownerOf(memberId);
    await new MailStore(tx, clock).send(recipientOf(owner), { template: 'WEBHOOK_DISABLED', webhookId, reason });
  },
});
