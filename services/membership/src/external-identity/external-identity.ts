import { createHash } from 'node:crypto';
import type { ExternalIdentity } from '@wizness/kernel';
import { z } from 'zod';

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
export const foreignKeyOf = ({ issuer, subject }: ExternalIdentity): string =>
  createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');
