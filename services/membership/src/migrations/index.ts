import { Members1763900000000 } from './1763900000000-members';

/** In the order they run. */
export const migrations = [Members1763900000000];
