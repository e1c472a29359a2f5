import { type Clock, enqueueJob } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { sendMail } from './mail.job';
import type { MailContent } from './mail-templates';

export interface Recipient {
  readonly to: string;
  /** BCP 47. */
  readonly locale: string;
}

/** Mails that are sent if, and soon after, the transaction is committed. */
export class MailStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Without a recipient it does the same work, and no mail is sent. */
  async send(recipient: Recipient | null, content: MailContent): Promise<void> {
    const { to = null, locale = '' } = recipient ?? {};
    await enqueueJob(this.tx, sendMail, { payload: { to, locale, at: this.clock.now().toISOString(), content } });
  }

  /** Deletes the mails to an address that have not been sent. */
  async deleteTo(address: string): Promise<void> {
    await this.tx.query("DELETE FROM jobs WHERE kind = $1 AND payload ->> 'to' = $2", [sendMail.kind, address]);
  }
}
