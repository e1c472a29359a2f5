import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
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
}

/** Delivers mails behind the back of whoever caused them: how long it takes, and whether it works, shows nowhere. */
export interface Mailer {
  send(mail: Mail): void;
  /** Resolves when all mails given so far are delivered or given up. */
  settled(): Promise<void>;
}

type Deliver = (mail: Mail) => Promise<unknown>;

/** A mail server that does not answer must not hold up the end of the process for minutes. */
const withTimeouts = (smtpUrl: string): string => {
  const url = new URL(smtpUrl);
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout']) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, '10000');
  }
  return url.href;
};

const bySmtp = (smtpUrl: string, from: string): Deliver => {
  const transport = createTransport(withTimeouts(smtpUrl), { from, disableFileAccess: true, disableUrlAccess: true });
  return ({ to, subject, text, at }) => transport.sendMail({ to, subject, text, date: at });
};

/** One readable file for each mail, for its owner alone: it holds what lets somebody in. */
const intoFolder =
  (folder: string, from: string): Deliver =>
  async ({ to, subject, text, at }) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = `${at.toISOString().replaceAll(':', '-')}-${randomBytes(4).toString('hex')}.txt`;
    const head = `From: ${from}\nTo: ${to}\nSubject: ${subject}\nDate: ${at.toUTCString()}\n`;
    await writeFile(join(folder, name), `${head}\n${text}`, { mode: 0o600, flag: 'wx' });
  };

const PAUSES_MS = [1000, 5000];

/** Sends by SMTP where it is set, else writes into the mailbox folder. Tries three times, then logs that it gave up. */
export const createMailer = (settings: MembershipSettings, log: Logger): Mailer => {
  const { smtpUrl, mailFrom, mailFolder } = settings;
  const deliver = smtpUrl ? bySmtp(smtpUrl, mailFrom) : intoFolder(mailFolder, mailFrom);
  const underWay = new Set<Promise<void>>();
  const insist = async (mail: Mail): Promise<void> => {
    for (const wait of [...PAUSES_MS, null]) {
      try {
        await deliver(mail);
        return;
      } catch (error) {
        // Neither the recipient nor the text: who reads logs need not know who resets a password.
        log.warn({ code: (error as { code?: unknown }).code, again: wait !== null }, 'a mail could not be delivered');
        if (wait !== null) await pause(wait);
      }
    }
  };
  return {
    send: (mail) => {
      const delivery = insist(mail);
      underWay.add(delivery);
      void delivery.finally(() => underWay.delete(delivery));
    },
    settled: async () => void (await Promise.all(underWay)),
  };
};
