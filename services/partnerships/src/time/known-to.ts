import { Raw } from 'typeorm';

/** Maps `infinity`, the end of what is still so, to null. The driver reads it as the number Infinity. */
export const knownToColumn = {
  to: (end: Date | null | undefined): Date | number | undefined => (end === null ? Number.POSITIVE_INFINITY : end),
  from: (stored: Date | number): Date | null => (stored instanceof Date ? stored : null),
};

/** The condition of `find` on `knownTo` for current rows. The constant matches partial indexes. */
export const CURRENT = Raw((column) => `${column} = 'infinity'`);
