import { authorise, isAllowed, type Transactional } from '@wizness/kernel';
import type { PartnershipsContext } from '../context';
import type { ClaimsImport } from './file/claims-import';
import { storeClaims } from './write/claims.store';
import type { ImportedClaims } from './write/imported-claims';

/**
 * Imports a claims file in one transaction. Statements with a problem are left out and listed in `refused`; if `strict`, they
 * refuse the file. Importing the same file for the same text again changes
 * nothing; for a changed text it adds a revision of the source and moves the citations to it.
 *
 * Throws UNAUTHENTICATED or FORBIDDEN if the caller may not import claims, ClaimsError with every entry that the author
 * of the file must correct, and DigestMismatch if the given digest is not the digest of the text.
 */
export const importClaims = (
  context: Transactional<PartnershipsContext>,
  input: ClaimsImport,
): Promise<ImportedClaims> => {
  // The operator of a command has the role but no member id, which `authorise` requires.
  if (!isAllowed(context.identity, 'IMPORT_CLAIMS')) authorise(context.identity, 'IMPORT_CLAIMS');
  return context.inTransaction((transaction) => storeClaims(transaction, input));
};
