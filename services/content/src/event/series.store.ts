import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { EventSeries } from './event-series.entity';

export interface NewSeries {
  /** Identity of the series. */
  readonly name: string;
  readonly organiserId?: string | null;
}

/** Writes event series in the transaction `tx`. It trusts its caller: it checks no permission. */
export class SeriesStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Creates the series with that name, or updates its organiser. Throws BAD_USER_INPUT for a blank name. */
  async define({ name, organiserId = null }: NewSeries): Promise<EventSeries> {
    if (name.trim() === '') throw badUserInput('A series needs a name.');
    await this.tx
      .createQueryBuilder()
      .insert()
      .into(EventSeries)
      .values({ id: this.clock.newId('series'), name, organiserId })
      .orUpdate(['organiser_id'], ['name'])
      .execute();
    return this.tx.findOneByOrFail(EventSeries, { name });
  }
}
