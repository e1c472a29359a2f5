import { Members1763900000000 } from './1763900000000-members';
import { Accounts1763900000001 } from './1763900000001-accounts';
import { Tokens1763900000002 } from './1763900000002-tokens';

/** In the order they run. */
export const migrations = [Members1763900000000, Accounts1763900000001, Tokens1763900000002];
