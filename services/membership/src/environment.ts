import { join } from 'node:path';
import { EnvironmentError, readEnvironment as readSettings, readSubgraphEnvironment, settings } from '@wizness/kernel';
import { z } from 'zod';

const DEFAULT_PORT = 4012;

const OWN = {
  /** Where people find the site: in the links of mails, and as the issuer of access tokens. */
  PUBLIC_URL: settings.httpUrl('http://127.0.0.1:4000'),
  /** Unset: mails are written to a folder. */
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'must be the address of a mail server: smtps://user:password@mail.example.org',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@]+@[^\s@]+$|^[^\r\n]*<[^\s@]+@[^\s@]+>$/, 'must be an address: Wizness <post@example.org>')
    .optional(),
  DATA_DIR: settings.folder('.data'),
  /** Unset: `mail` in DATA_DIR. */
  MAIL_DIR: z.string().optional(),
  LOG_LEVEL: settings.logLevel,
};

/** What membership needs to know of the world around it. */
export interface MembershipSettings {
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly mailFrom: string;
  /** Null: mails are written to `mailFolder`. */
  readonly smtpUrl: string | null;
  readonly mailFolder: string;
  readonly logLevel: string;
}

/** Reads the settings that membership has wherever it runs. Throws EnvironmentError that names all wrong ones. */
export const readMembershipSettings = (variables: NodeJS.ProcessEnv = process.env): MembershipSettings => {
  const { PUBLIC_URL, SMTP_URL, MAIL_FROM, DATA_DIR, MAIL_DIR, LOG_LEVEL } = readSettings(OWN, variables);
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

/** The settings of membership as a process of its own. Throws EnvironmentError that names all wrong ones. */
export const readEnvironment = () =>
  readSubgraphEnvironment(DEFAULT_PORT, {
    /** Whose events say which topics there are. */
    CONTENT_URL: settings.httpUrl('http://127.0.0.1:4011'),
    /** Whose events say which organisations there are. */
    PARTNERSHIPS_URL: settings.httpUrl('http://127.0.0.1:4013'),
  });
