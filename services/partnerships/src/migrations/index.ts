import { Organisations1763900000000 } from './1763900000000-organisations';

/** In the order they run. */
export const migrations = [Organisations1763900000000];
