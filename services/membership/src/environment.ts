import { join, resolve } from 'node:path';
import { settings } from '@wizness/kernel';
import { z } from 'zod';

/** The settings of membership, wherever it runs. */
export const membershipSettings = z
  .object({
    /** Base URL of the site: used in the links of mails, and as the issuer of access tokens. */
    PUBLIC_URL: settings.publicUrl,
    /** If unset, mails are written to a folder. */
    SMTP_URL: z
      .url({
        protocol: /^smtps?$/,
        error: 'must be the URL of a mail server: smtps://user:password@mail.example.org',
      })
      .optional(),
    MAIL_FROM: z
      .string()
      .regex(
        /^[^\r\n]*[^\s@]+@[^\s@]+$|^[^\r\n]*<[^\s@]+@[^\s@]+>$/,
        'must be an email address: Wizness <post@example.org>',
      )
      .optional(),
    DATA_DIR: settings.folder('.data'),
    /** Defaults to `mail` in DATA_DIR. */
    MAIL_DIR: z.string().optional(),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    path: ['MAIL_FROM'],
    error: 'is required if SMTP_URL is set',
    // Even if another setting is wrong, so that all errors are listed at once.
    when: () => true,
  })
  .transform(({ PUBLIC_URL, SMTP_URL, MAIL_FROM, DATA_DIR, MAIL_DIR }) => ({
    publicUrl: PUBLIC_URL,
    mailFrom: MAIL_FROM ?? 'Wizness <no-reply@localhost>',
    /** If null, mails are written to `mailFolder`. */
    smtpUrl: SMTP_URL ?? null,
    /** Absolute path. */
    mailFolder: resolve(MAIL_DIR ?? join(DATA_DIR, 'mail')),
    /** Whether the operator said where mails go. */
    hasMailSettings: SMTP_URL !== undefined || MAIL_DIR !== undefined,
  }));

export type MembershipSettings = z.output<typeof membershipSettings>;
