import { createHash } from 'node:crypto';
import type { ExternalIdentity } from '@wizness/kernel';
import { z } from 'zod';

/** Checks an identity that arrives over HTTP. */
export const externalIdentitySchema = z.object({
  issuer: z.url(),
  subject: z.string().min(1).max(255),
  name: z.string().nullable(),
  handle: z.string().nullable(),
  locale: z.string().nullable(),
  issuedAt: z.iso.datetime({ offset: true }),
});

/** Key of the external account: a hash of issuer and subject, because a subject is unique only within its issuer. */
export const externalAccountKey = ({ issuer, subject }: ExternalIdentity): string =>
  createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');
