import { Ratings1763900000000 } from './1763900000000-ratings';
import { AudiencesAndErasure1763900000001 } from './1763900000001-audiences-and-erasure';

/** In the order they run. */
export const migrations = [Ratings1763900000000, AudiencesAndErasure1763900000001];
