import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { EventDetails } from './event-details.entity';
import { Rsvp } from './rsvp.entity';
import { RsvpStatus } from './rsvp.enums';

const NEXT_TURN = 'SELECT COALESCE(max(turn), 0) + 1 AS turn FROM rsvps WHERE post_id = $1';

const COUNT = `
  UPDATE event_details SET going_count = counted.going, waiting_count = counted.waiting
  FROM (SELECT count(*) FILTER (WHERE status = 'GOING') AS going, count(*) FILTER (WHERE status = 'WAITING') AS waiting
        FROM rsvps WHERE post_id = $1) counted
  WHERE id = $1 RETURNING going_count`;

// A limit of NULL is none.
const FILL = `
  UPDATE rsvps SET status = 'GOING' WHERE id IN (
    SELECT rsvps.id FROM rsvps JOIN event_details ON event_details.id = rsvps.post_id
    WHERE rsvps.post_id = $1 AND rsvps.status = 'WAITING' ORDER BY rsvps.turn
    LIMIT (SELECT greatest(capacity - going_count, 0) FROM event_details WHERE id = $1))
  RETURNING member_id AS "memberId"`;

/** Writes the answers to events in the transaction `tx`. The caller has locked the event's post, and checked its state. */
export class RsvpStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** The member comes: gets a place if one is free and nobody waits, else the last turn of the waiting list. Once is enough. */
  async accept(postId: string, memberId: string): Promise<Rsvp> {
    const known = await this.tx.findOneBy(Rsvp, { postId, memberId });
    if (known && known.status !== RsvpStatus.DECLINED) return known;
    const { capacity, goingCount, waitingCount } = await this.tx.findOneByOrFail(EventDetails, { id: postId });
    const isFree = capacity === null || (goingCount < capacity && waitingCount === 0);
    const [next] = await this.tx.query<{ turn: number }[]>(NEXT_TURN, [postId]);
    const answer = {
      status: isFree ? RsvpStatus.GOING : RsvpStatus.WAITING,
      turn: next?.turn ?? 1,
      createdAt: this.clock.now(),
    };
    return this.write(known?.id ?? null, { postId, memberId, ...answer });
  }

  /** The member does not come. A place that becomes free goes to the first who waits. Returns who got one. */
  async decline(
    postId: string,
    memberId: string,
  ): Promise<{ readonly rsvp: Rsvp; readonly promotedIds: readonly string[] }> {
    const known = await this.tx.findOneBy(Rsvp, { postId, memberId });
    if (known?.status === RsvpStatus.DECLINED) return { rsvp: known, promotedIds: [] };
    const [next] = await this.tx.query<{ turn: number }[]>(NEXT_TURN, [postId]);
    const answer = { status: RsvpStatus.DECLINED, turn: known?.turn ?? next?.turn ?? 1, createdAt: this.clock.now() };
    const rsvp = await this.write(known?.id ?? null, { postId, memberId, ...answer });
    return { rsvp, promotedIds: await this.fillPlaces(postId) };
  }

  /**
   * Gives free places to those who wait, by turn, and returns who got one. Nobody loses a place that the event no longer
   * has. Call it after a place has become free, or the capacity has changed.
   */
  async fillPlaces(postId: string): Promise<readonly string[]> {
    await this.tx.query(COUNT, [postId]);
    const [promoted] = await this.tx.query<[{ memberId: string }[], number]>(FILL, [postId]);
    if (promoted.length > 0) await this.tx.query(COUNT, [postId]);
    return promoted.map(({ memberId }) => memberId);
  }

  private async write(id: string | null, answer: Omit<Rsvp, 'id'>): Promise<Rsvp> {
    if (id === null) await this.tx.insert(Rsvp, { id: this.clock.newId('rsvp'), ...answer });
    else await this.tx.update(Rsvp, { id }, answer);
    await this.tx.query(COUNT, [answer.postId]);
    return this.tx.findOneByOrFail(Rsvp, { postId: answer.postId, memberId: answer.memberId });
  }
}
