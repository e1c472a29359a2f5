import {
  authorise,
  type Clock,
  created,
  createOnce,
  type Identity,
  lockMember,
  normaliseLine,
  notCreated,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { checkLine } from '../post/check-text';
import { isKnownSubject } from '../projection/known-name.store';
import { EventSeries } from './event-series.entity';
import { SeriesStore } from './series.store';
import type { CreateEventSeriesInput, CreateEventSeriesPayload } from './new-series.types';

const MAX_NAME = 200;

export class SeriesCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /**
   * Creates an event series. User errors: those of the name, NOT_FOUND for an unknown organiser, ALREADY_EXISTS for a name
   * that a series of this organiser has. Throws UNAUTHENTICATED or FORBIDDEN.
   */
  async create(input: CreateEventSeriesInput): Promise<CreateEventSeriesPayload> {
    const memberId = authorise(this.identity, 'CURATE_CONTENT');
    const errors = checkLine(input.name, ['name'], MAX_NAME);
    if (errors.length > 0) return { eventSeries: null, userErrors: errors };
    const { id, userErrors } = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const call = { memberId, mutation: 'createEventSeries', key: input.idempotencyKey, input };
      return createOnce(tx, call, () => this.insert(tx, input));
    });
    const eventSeries = id === null ? null : await this.db.findOneBy(EventSeries, { id });
    return { eventSeries, userErrors };
  }

  private async insert(tx: EntityManager, { name, organiserId = null }: CreateEventSeriesInput) {
    if (organiserId !== null && !(await isKnownSubject(tx, organiserId, 'org'))) {
      const message = 'There is no organisation with this id.';
      return notCreated(new UserError(UserErrorCode.NOT_FOUND, message, ['organiserId']));
    }
    const series = await new SeriesStore(tx, this.clock).createDistinct(normaliseLine(name, MAX_NAME), organiserId);
    if (series) return created(series.id);
    const message = 'A series of this organiser has this name already: use it, or choose another name.';
    return notCreated(new UserError(UserErrorCode.ALREADY_EXISTS, message, ['name']));
  }
}
