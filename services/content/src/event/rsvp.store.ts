import { appendEvents, type Clock, type NewEvent } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { EventDetails } from './event-details.entity';
import { Rsvp } from './rsvp.entity';
import { RsvpStatus } from './rsvp.enums';

const NEXT_TURN = 'SELECT COALESCE(max(turn), 0) + 1 AS turn FROM rsvps WHERE post_id = $1';

const COUNT = `
  UPDATE event_details SET
    going_count = (SELECT count(*) FROM rsvps WHERE post_id = event_details.id AND status = 'GOING'),
    waiting_count = (SELECT count(*) FROM rsvps WHERE post_id = event_details.id AND status = 'WAITING')
  WHERE id = ANY($1)`;

// Only where places are still given: not for an event that is withdrawn, hidden, cancelled or has begun.
const FILL = `
  UPDATE rsvps SET status = 'GOING' FROM (
    SELECT rsvps.id, details.capacity, details.going_count,
      row_number() OVER (PARTITION BY rsvps.post_id ORDER BY rsvps.turn) AS place
    FROM rsvps
      JOIN event_details details ON details.id = rsvps.post_id
      JOIN posts ON posts.id = rsvps.post_id
    WHERE rsvps.post_id = ANY($1) AND rsvps.status = 'WAITING'
      AND details.cancelled_at IS NULL AND (details.starts_at IS NULL OR details.starts_at > now())
      AND posts.state = 'PUBLISHED' AND posts.moderation = 'VISIBLE'
  ) waiting
  WHERE rsvps.id = waiting.id AND (waiting.capacity IS NULL OR waiting.place <= waiting.capacity - waiting.going_count)
  RETURNING rsvps.post_id AS "postId", rsvps.member_id AS "memberId"`;

interface Answer {
  readonly postId: string;
  readonly memberId: string;
}

const answered = ({ postId, memberId }: Answer, status: RsvpStatus, placeFree: boolean): NewEvent => ({
  type: 'EventAnswered',
  subject: postId,
  payload: { memberId, status, cause: placeFree ? 'PLACE_FREE' : 'MEMBER' },
});

/** Writes the answers to events in the transaction `tx`. The caller has locked the posts of the events, and checked their state. */
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
    const status = isFree ? RsvpStatus.GOING : RsvpStatus.WAITING;
    return this.write(known, { postId, memberId, status, turn: await this.nextTurn(postId) });
  }

  /** The member does not come. A place that becomes free goes to the first who waits. */
  async decline(postId: string, memberId: string): Promise<Rsvp> {
    const known = await this.tx.findOneBy(Rsvp, { postId, memberId });
    if (known?.status === RsvpStatus.DECLINED) return known;
    const turn = known?.turn ?? (await this.nextTurn(postId));
    const rsvp = await this.write(known, { postId, memberId, status: RsvpStatus.DECLINED, turn });
    await this.fillPlaces([postId]);
    return rsvp;
  }

  /**
   * Counts the answers to events, and gives free places to those who wait, by turn. Nobody loses a place that an event no
   * longer has. Call it after a place has become free, or the capacity has changed.
   */
  async fillPlaces(postIds: readonly string[]): Promise<void> {
    await this.tx.query(COUNT, [postIds]);
    const [promoted] = await this.tx.query<[Answer[], number]>(FILL, [postIds]);
    await this.tx.query(COUNT, [postIds]);
    const events = promoted.map((answer) => answered(answer, RsvpStatus.GOING, true));
    await appendEvents(this.tx, events, this.clock);
  }

  private async nextTurn(postId: string): Promise<number> {
    const [next] = await this.tx.query<{ turn: number }[]>(NEXT_TURN, [postId]);
    return next?.turn ?? 1;
  }

  private async write(known: Rsvp | null, answer: Answer & Pick<Rsvp, 'status' | 'turn'>): Promise<Rsvp> {
    const row = { ...answer, id: known?.id ?? this.clock.newId('rsvp'), createdAt: this.clock.now() };
    await this.tx.upsert(Rsvp, row, ['id']);
    await this.tx.query(COUNT, [[answer.postId]]);
    await appendEvents(this.tx, [answered(answer, answer.status, false)], this.clock);
    return Object.assign(new Rsvp(), row);
  }
}
