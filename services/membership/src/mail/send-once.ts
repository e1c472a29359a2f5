import { enqueueJob, type JobKind, type JobRun } from '@wizness/kernel';
import type { z } from 'zod';
import { type Mail, type Mailer, MailNotSent } from './mailer';

/** 1, 2, 4 … minutes: about eight hours. */
const MAX_TRIES = 10;
const FIRST_RETRY_MS = 60_000;

interface Sending<Payload extends z.ZodType> {
  readonly mailer: Mailer;
  readonly job: JobKind<Payload>;
  readonly payload: z.input<Payload> & { readonly tries?: number | undefined };
  /** Reads what the mail says now. Null: there is nothing to say any more. */
  readonly prepare: () => Promise<Mail | null>;
}

/** The mail was not sent, and may be sent later. */
const isUnsent = (error: unknown): boolean => error instanceof MailNotSent;

/**
 * Sends a mail that must not arrive twice, from a job that is run at most once. If the mail could not be prepared, or the mail
 * server has certainly not accepted it, the job is enqueued again; if that is not known, the mail is given up.
 */
export const sendOnce = async <Payload extends z.ZodType>(
  { clock, finish }: Pick<JobRun, 'clock' | 'finish'>,
  { mailer, job, payload, prepare }: Sending<Payload>,
): Promise<void> => {
  let isPrepared = false;
  try {
    const mail = await prepare();
    isPrepared = true;
    if (mail) await mailer.deliver(mail);
  } catch (error) {
    const tries = (payload.tries ?? 0) + 1;
    if ((isPrepared && !isUnsent(error)) || tries >= MAX_TRIES) throw error;
    const runAt = new Date(clock.now().getTime() + FIRST_RETRY_MS * 2 ** (tries - 1));
    const again: z.input<Payload> = { ...payload, tries };
    await finish(async (tx) => void (await enqueueJob(tx, job, { payload: again, runAt })));
  }
};
