import { createHash } from 'node:crypto';
import type { ExternalIdentity } from '@wizness/kernel';

/** Key of the external account: a hash of issuer and subject, because a subject is unique only within its issuer. */
export const externalAccountKey = ({ issuer, subject }: ExternalIdentity): string =>
  createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');
