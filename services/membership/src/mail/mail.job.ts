import { defineJob, handleJob, type JobHandler } from '@wizness/kernel';
import { z } from 'zod';
import { mailContent, renderMail } from './mail-templates';
import type { Mailer } from './mailer';

/**
 * One mail. The payload holds an address and perhaps a token, and is deleted when the mail has been sent. The text is
 * rendered when it is sent.
 */
export const sendMail = defineJob({
  kind: 'send-mail',
  payload: z.object({
    /** Null if nobody gets the mail: the job exists only so that an unknown address causes the same work as a known one. */
    to: z.string().nullable(),
    locale: z.string(),
    /** Date of the mail, RFC 3339. */
    at: z.iso.datetime(),
    content: mailContent,
  }),
});

/** Sends mails: each at least once, always with the same Message-ID, and twice only if a worker dies at the wrong moment. */
export const sendMailHandler = (mailer: Mailer, publicUrl: string): JobHandler =>
  handleJob(sendMail, async ({ id, payload: { to, locale, at, content }, isDeleted }) => {
    if (to === null) return;
    const erased = content.template === 'ACCOUNT_ERASED';
    const mail = { id, to, at: new Date(at), erased, ...renderMail(content, { locale, publicUrl }) };
    if (erased) await mailer.forgetBefore(mail);
    await mailer.deliver(mail);
    // An erasure deletes the mails to its address, waiting or sent, but cannot see one that is being sent.
    if (await isDeleted()) await mailer.withdraw(mail);
  });
