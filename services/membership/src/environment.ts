import { join } from 'node:path';
import { EnvironmentError, readEnvironment as readSettings, readSubgraphEnvironment, settings } from '@wizness/kernel';
import { z } from 'zod';

const DEFAULT_PORT = 4012;

const SETTINGS = {
  /** Base URL of the site: used in the links of mails, and as the issuer of access tokens. */
  PUBLIC_URL: settings.httpUrl('http://127.0.0.1:4000'),
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
  LOG_LEVEL: settings.logLevel,
};

/** The settings of membership, wherever it runs. */
export interface MembershipSettings {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly mailFrom: string;
  /** If null, mails are written to `mailFolder`. */
  readonly smtpUrl: string | null;
  readonly mailFolder: string;
  readonly logLevel: string;
}

/** Throws an EnvironmentError that lists all invalid settings. */
export const readMembershipSettings = (variables: NodeJS.ProcessEnv = process.env): MembershipSettings => {
  const { PUBLIC_URL, SMTP_URL, MAIL_FROM, DATA_DIR, MAIL_DIR, LOG_LEVEL } = readSettings(SETTINGS, variables);
  if (SMTP_URL && !MAIL_FROM) {
    throw new EnvironmentError('These settings are wrong:\n  MAIL_FROM: is required where SMTP_URL is set');
  }
  return {
    publicUrl: PUBLIC_URL.replace(/\/+$/, ''),
    mailFrom: MAIL_FROM ?? 'Wizness <no-reply@localhost>',
    smtpUrl: SMTP_URL ?? null,
    mailFolder: MAIL_DIR ?? join(DATA_DIR, 'mail'),
    logLevel: LOG_LEVEL,
  };
};

/** The settings of membership in a process of its own. Throws an EnvironmentError that lists all invalid settings. */
export const readEnvironment = () =>
  readSubgraphEnvironment(DEFAULT_PORT, {
    /** Source of the events about topics. */
    CONTENT_URL: settings.httpUrl('http://127.0.0.1:4011'),
    /** Source of the events about organisations. */
    PARTNERSHIPS_URL: settings.httpUrl('http://127.0.0.1:4013'),
  });
