import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Somebody as an OpenID Connect issuer knows them, out of a token that the gateway has verified. */
export interface ForeignIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string | null;
  readonly handle: string | null;
  /** BCP 47. */
  readonly locale: string | null;
  /** When the token was issued, as RFC 3339 writes it. */
  readonly issuedAt: string;
}

/** What comes over HTTP, checked. */
export const FOREIGN_IDENTITY = z.object({
  issuer: z.url(),
  subject: z.string().min(1).max(255),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  locale: z.string().nullable(),
  issuedAt: z.iso.datetime({ offset: true }),
});

/** The hash by which somebody is known again. Subjects are unique for their issuer alone. */
export const foreignKeyOf = ({ issuer, subject }: ForeignIdentity): string =>
  createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');
