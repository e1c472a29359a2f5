import { badUserInput, type Clock, foldText } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { EventSeries } from './event-series.entity';

export interface NewSeries {
  readonly name: string;
  /** Tells series with the same name apart. */
  readonly organiserId?: string | null;
  /** Id of the series that it is, by decision of a person. */
  readonly sameAsId?: string | null;
  /** Ids of series that it is not, by decision of a person. */
  readonly distinctFromIds?: readonly string[];
}

export interface IdentifiedSeries {
  readonly series: EventSeries;
  /** How it was identified. A person should check FOLDED_NAME. */
  readonly rule: 'SAME_AS' | 'LITERAL_NAME' | 'FOLDED_NAME' | 'DISTINCT_FROM' | 'NEW';
  /** Ids of other series with the same name, kept apart without a decision of a person. */
  readonly homonymIds: readonly string[];
}

/** One at a time, so that two transactions do not create a series twice. */
const LOCK = "SELECT pg_advisory_xact_lock(hashtext('wizness content series'))";

const nameKeyOf = (name: string): string => foldText(name).trim();

/** Of several series with the name, those of the given organiser, or else those with the same spelling. */
const best = (candidates: readonly EventSeries[], { name, organiserId }: NewSeries): readonly EventSeries[] => {
  const ofOrganiser = candidates.filter((each) => organiserId != null && each.organiserId === organiserId);
  const remaining = ofOrganiser.length > 0 ? ofOrganiser : candidates;
  const literal = remaining.filter((each) => each.name === name);
  return literal.length > 0 ? literal : remaining;
};

/** Writes event series in the transaction `tx`. It trusts its caller: it checks no permission. */
export class SeriesStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** {@link identify}, without how it was identified. */
  async define(series: NewSeries): Promise<EventSeries> {
    return (await this.identify(series)).series;
  }

  /**
   * Finds the series by name and organiser, or creates it: an equal name with another organiser is another series. A known
   * organiser stays. Throws BAD_USER_INPUT for a blank name, an unknown id, or if several series may be meant.
   */
  async identify(given: NewSeries): Promise<IdentifiedSeries> {
    const { organiserId = null, sameAsId = null, distinctFromIds = [] } = given;
    const name = given.name.trim();
    if (name === '') throw badUserInput('A series needs a name.');
    await this.tx.query(LOCK);
    await this.checkIds([...(sameAsId === null ? [] : [sameAsId]), ...distinctFromIds]);
    const sameName = await this.tx.find(EventSeries, { where: { nameKey: nameKeyOf(name) }, order: { id: 'ASC' } });
    const allowed = sameName.filter(({ id }) => !distinctFromIds.includes(id));
    const possible = allowed.filter(
      (each) => organiserId === null || each.organiserId === null || each.organiserId === organiserId,
    );
    const [match, ...others] = sameAsId === null ? best(possible, { name, organiserId }) : [];
    if (others.length > 0) {
      const ids = [match, ...others].flatMap((each) => each?.id ?? []);
      throw badUserInput(
        `Several series are named "${name}": ${ids.join(', ')}. Say which one is meant, or give its organiser.`,
      );
    }
    const existingId = sameAsId ?? match?.id ?? null;
    const series =
      existingId === null ? await this.create(name, organiserId) : await this.addOrganiser(existingId, organiserId);
    const homonymIds = allowed.flatMap(({ id }) => (id === series.id ? [] : [id]));
    if (sameAsId !== null) return { series, rule: 'SAME_AS', homonymIds };
    if (match) return { series, rule: match.name === name ? 'LITERAL_NAME' : 'FOLDED_NAME', homonymIds };
    return { series, rule: allowed.length < sameName.length ? 'DISTINCT_FROM' : 'NEW', homonymIds };
  }

  /** Creates a series; null if one of this organiser, or one without an organiser if none is given, has the name. */
  async createDistinct(name: string, organiserId: string | null): Promise<EventSeries | null> {
    await this.tx.query(LOCK);
    const sameName = await this.tx.findBy(EventSeries, { nameKey: nameKeyOf(name) });
    if (sameName.some((series) => series.organiserId === organiserId)) return null;
    return this.create(name, organiserId);
  }

  private async checkIds(ids: readonly string[]): Promise<void> {
    const found = new Set((await this.tx.findBy(EventSeries, { id: In([...ids]) })).map(({ id }) => id));
    const missing = ids.filter((id) => !found.has(id));
    if (missing.length > 0) throw badUserInput(`There is no event series ${missing.join(', ')}. Give an existing id.`);
  }

  private async create(name: string, organiserId: string | null): Promise<EventSeries> {
    const row = { id: this.clock.newId('series'), name, nameKey: nameKeyOf(name), organiserId };
    await this.tx.insert(EventSeries, row);
    return this.tx.findOneByOrFail(EventSeries, { id: row.id });
  }

  private async addOrganiser(id: string, organiserId: string | null): Promise<EventSeries> {
    const series = await this.tx.findOneByOrFail(EventSeries, { id });
    if (series.organiserId !== null || organiserId === null) return series;
    await this.tx.update(EventSeries, { id }, { organiserId });
    return this.tx.findOneByOrFail(EventSeries, { id });
  }
}
