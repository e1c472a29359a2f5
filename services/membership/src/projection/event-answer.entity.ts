import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../member/member.entity';

/** Projection: a member goes to an event of content, or waits for a place. */
@Entity('event_answers')
export class EventAnswer {
  /** The event. */
  @PrimaryColumn('text', { collation: 'C' })
  readonly postId: string;

  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Member, { onDelete: 'CASCADE' })
  @Index()
  readonly memberId: string;

  /** Whether they have a place; otherwise they wait for one. */
  @Column('boolean')
  readonly going: boolean;
}
