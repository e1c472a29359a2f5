import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@wizness/kernel';
import { createTransport } from 'nodemailer';
import type { MembershipSettings } from '../environment';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  readonly at: Date;
  /** Whether the recipient has been erased: a file does not name them. */
  readonly erased?: boolean;
}

/** Delivers mails in the background, so that neither the duration nor a failure is visible to the caller. */
export interface Mailer {
  send(mail: Mail): void;
  /** Deletes, in the background, all mails to an address from the mail folder. Mails sent by SMTP are not stored here. */
  forget(to: string): void;
  /** Resolves when every mail sent so far is delivered or given up. */
  settled(): Promise<void>;
}

type Deliver = (mail: Mail) => Promise<unknown>;

const SMTP_TIMEOUT_MS = '10000';

/** Sets timeouts, because a mail server that does not respond must not delay the end of the process for minutes. */
const withTimeouts = (smtpUrl: string): string => {
  const url = new URL(smtpUrl);
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout']) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, SMTP_TIMEOUT_MS);
  }
  return url.href;
};

const createSmtpDelivery = (smtpUrl: string, from: string): Deliver => {
  const transport = createTransport(withTimeouts(smtpUrl), { from, disableFileAccess: true, disableUrlAccess: true });
  return ({ to, subject, text, at }) => transport.sendMail({ to, subject, text, date: at });
};

/** Writes one text file per mail, readable only by its owner, because mails contain credentials. */
const createFolderDelivery =
  (folder: string, from: string): Deliver =>
  async ({ to, subject, text, at, erased }) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = `${at.toISOString().replaceAll(':', '-')}-${randomBytes(4).toString('hex')}.txt`;
    const head = `From: ${from}\nTo: ${erased ? 'an erased address' : to}\nSubject: ${subject}\nDate: ${at.toUTCString()}\n`;
    await writeFile(join(folder, name), `${head}\n${text}`, { mode: 0o600, flag: 'wx' });
  };

const deleteMails = async (folder: string, to: string): Promise<void> => {
  const files = await readdir(folder).catch(() => []);
  for (const path of files.map((file) => join(folder, file))) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.includes(`\nTo: ${to}\n`)) await rm(path, { force: true });
  }
};

const RETRY_DELAYS_MS = [1000, 5000];

/** Sends by SMTP if it is configured, and writes to the mail folder otherwise. Tries three times, then logs a warning. */
export const createMailer = (settings: MembershipSettings, log: Logger): Mailer => {
  const { smtpUrl, mailFrom, mailFolder } = settings;
  const deliver = smtpUrl ? createSmtpDelivery(smtpUrl, mailFrom) : createFolderDelivery(mailFolder, mailFrom);
  const pending = new Set<Promise<void>>();
  const deliverWithRetries = async (mail: Mail): Promise<void> => {
    for (const delay of [...RETRY_DELAYS_MS, null]) {
      try {
        await deliver(mail);
        return;
      } catch (error) {
        // Logs neither recipient nor text: a reader of the log must not learn who resets a password.
        log.warn({ code: (error as { code?: unknown }).code, retry: delay !== null }, 'mail delivery failed');
        if (delay !== null) await pause(delay);
      }
    }
  };
  // A mail that is sent after an erasure, to a new account with the address, must not be deleted with the older ones.
  let forgotten: Promise<void> = Promise.resolve();
  const inBackground = (work: Promise<void>): Promise<void> => {
    pending.add(work);
    void work.finally(() => pending.delete(work));
    return work;
  };
  const forget = async (to: string): Promise<void> => {
    await Promise.all(pending);
    await deleteMails(mailFolder, to).catch((error: unknown) => {
      log.warn({ code: (error as { code?: unknown }).code }, 'mails to an erased address could not be deleted');
    });
  };
  return {
    send: (mail) => void inBackground(forgotten.then(() => deliverWithRetries(mail))),
    forget: (to) => {
      forgotten = inBackground(forget(to));
    },
    settled: async () => void (await Promise.all(pending)),
  };
};
