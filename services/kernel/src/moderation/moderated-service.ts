import type { EntityManager } from 'typeorm';
import type { Clock } from '../values/clock';
import type { ModerationStatus } from './moderation-status';

/** A post, comment or rating, as far as moderation is concerned. */
export interface ModeratedThing {
  readonly id: string;
  readonly authorId: string | null;
}

/** How a service takes part in moderation. */
export interface ModeratedService {
  readonly reported: 'ContentReported' | 'RatingReported';
  readonly decided: 'ContentDecided' | 'RatingDecided';
  /** Prefixes of the ids of its things. */
  readonly prefixes: readonly string[];
  /** Locks a thing until the transaction ends. False if it is gone. */
  lock(tx: EntityManager, id: string): Promise<boolean>;
  /** Shows or hides a locked thing, with all that follows from it: counts, summaries, events. */
  apply(tx: EntityManager, id: string, status: ModerationStatus, clock: Clock): Promise<void>;
}
