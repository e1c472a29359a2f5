import { Ratings1763900000000 } from './1763900000000-ratings';

/** In the order they run. */
export const migrations = [Ratings1763900000000];
