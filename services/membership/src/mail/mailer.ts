import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PermanentFailure } from '@wizness/kernel';
import { createTransport } from 'nodemailer';
import type { MembershipSettings } from '../environment';

export interface Mail {
  /** Unique and stable: a mail that is delivered again has the same one. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** The same content as HTML. Defaults to none. */
  readonly html?: string;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly at: Date;
  /** Whether the recipient has been erased: a file does not name them. */
  readonly erased: boolean;
}

/** A mail was certainly not accepted by the mail server: it can be delivered again without being sent twice. */
export class MailNotSent extends Error {}

/** Delivers mails by SMTP if it is configured, and writes them to the mail folder otherwise. */
export interface Mailer {
  /**
   * Rejects if the mail could not be delivered: with PermanentFailure if the mail server refuses it for good, with MailNotSent
   * if it has certainly not accepted it.
   */
  deliver(mail: Mail): Promise<void>;
  /** Deletes all mails to the address of `mail` that are older than it from the mail folder. Mails sent by SMTP are not stored here. */
  forgetBefore(mail: Mail): Promise<void>;
  /** Deletes `mail` from the mail folder. */
  withdraw(mail: Mail): Promise<void>;
}

const SMTP_TIMEOUT_MS = '10000';

/** Sets timeouts, because a mail server that does not respond must not delay the end of the process for minutes. */
const withTimeouts = (smtpUrl: string): string => {
  const url = new URL(smtpUrl);
  for (const name of ['connectionTimeout', 'greetingTimeout', 'socketTimeout']) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, SMTP_TIMEOUT_MS);
  }
  return url.href;
};

/** What nodemailer adds to an error. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  /** The system call that failed. */
  readonly syscall?: string;
}

/** The server refused the recipient or the text with a code of RFC 5321 §4.2.1 that means: do not try again. */
const isRefusal = ({ code, responseCode = 0 }: SmtpError): boolean =>
  (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;

/**
 * There was no connection, or the server answered that it does not take the mail. After any other error it may have it: a
 * connection that breaks while the text is sent says nothing.
 */
const isUnsent = ({ code, responseCode, syscall }: SmtpError): boolean =>
  code === 'EDNS' || syscall === 'connect' || (responseCode !== undefined && responseCode >= 400);

/** Message-ID of a mail (RFC 5322 §3.6.4). A mail server or program can recognise a mail that it gets twice. */
const messageId = ({ id }: Mail, publicUrl: string): string => `<${id}@${new URL(publicUrl).hostname}>`;

const createSmtpDelivery = (smtpUrl: string, { mailFrom: from, publicUrl }: MembershipSettings): Mailer['deliver'] => {
  const transport = createTransport(withTimeouts(smtpUrl), { from, disableFileAccess: true, disableUrlAccess: true });
  return async (mail) => {
    const { to, subject, text, html, at: date, headers } = mail;
    await transport
      .sendMail({ to, subject, text, html, date, headers: { ...headers }, messageId: messageId(mail, publicUrl) })
      .catch((error: SmtpError) => {
        if (isRefusal(error)) throw new PermanentFailure(`SMTP_${error.responseCode}`, { cause: error });
        throw isUnsent(error) ? new MailNotSent(error.message, { cause: error }) : error;
      });
  };
};

/** File names sort by time, and are the same for a mail that is delivered again. */
const fileOf = ({ at, id }: Mail): string => `${at.toISOString().replaceAll(':', '-')}-${id}.txt`;

/** Writes one text file per mail, readable only by its owner, because mails contain credentials. */
const createFolderDelivery =
  ({ mailFolder: folder, mailFrom, publicUrl }: MembershipSettings): Mailer['deliver'] =>
  async (mail) => {
    const { to, subject, text, at, erased } = mail;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const head = [
      `From: ${mailFrom}`,
      `To: ${erased ? 'an erased address' : to}`,
      `Subject: ${subject}`,
      `Date: ${at.toUTCString()}`,
      `Message-ID: ${messageId(mail, publicUrl)}`,
      ...Object.entries(mail.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ];
    // A reader of the folder sees whole mails only.
    const unfinished = join(folder, `.${fileOf(mail)}.part`);
    await writeFile(unfinished, `${head.join('\n')}\n\n${text}`, { mode: 0o600 });
    await rename(unfinished, join(folder, fileOf(mail)));
  };

export const createMailer = (settings: MembershipSettings): Mailer => {
  const { smtpUrl, mailFolder } = settings;
  return {
    deliver: smtpUrl ? createSmtpDelivery(smtpUrl, settings) : createFolderDelivery(settings),
    forgetBefore: async (mail) => {
      const files = await readdir(mailFolder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      for (const path of files.filter((file) => file < fileOf(mail)).map((file) => join(mailFolder, file))) {
        const text = await readFile(path, 'utf8').catch(() => '');
        if (text.includes(`\nTo: ${mail.to}\n`)) await rm(path, { force: true });
      }
    },
    withdraw: (mail) => rm(join(mailFolder, fileOf(mail)), { force: true }),
  };
};
