import type { asOf } from '../../time/moment';
import { Fact } from '../fact.entity';
import { CurrentFact } from './current-fact.entity';

/** Where facts are read from if {@link CurrentFact} has the columns that are needed. */
interface FactRows {
  readonly entity: typeof Fact | typeof CurrentFact;
  readonly table: 'facts' | 'current_facts';
  /** The column by which a row is found again. Its place costs less than its id; views have none. */
  readonly handle: 'ctid' | 'id';
  /** SQL condition that the row of an alias is known at the moment, and one that it may hold on its day, too. */
  known(alias: string): string;
  holds(alias: string): string;
}

const always = (): string => 'TRUE';

/** The facts of a moment: of now in short rows, unless a filter needs other columns of them. */
export const factRowsOf = (
  { isPast, known, holds }: ReturnType<typeof asOf>,
  { isFiltered }: { readonly isFiltered: boolean },
): FactRows => {
  if (isPast) return { entity: Fact, table: 'facts', handle: 'id', known, holds };
  if (isFiltered) return { entity: Fact, table: 'facts', handle: 'ctid', known, holds };
  return { entity: CurrentFact, table: 'current_facts', handle: 'ctid', known: always, holds: always };
};
