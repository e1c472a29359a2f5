import { DateTimeScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';
import { RsvpStatus } from './rsvp.enums';

@ObjectType({ description: "A member's answer to an event." })
@Entity('rsvps')
@Index(['postId', 'memberId'], { unique: true })
@Index(['postId', 'turn'], { unique: true })
export class Rsvp {
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  /** The event. */
  @ForeignKey(() => Post)
  @Column({ type: 'text', collation: 'C' })
  readonly postId: string;

  @Index()
  @Column({ type: 'text', collation: 'C' })
  readonly memberId: string;

  @Field(() => RsvpStatus, { description: 'Answer.' })
  @Column('enum', { enum: RsvpStatus, enumName: 'rsvp_status' })
  readonly status: RsvpStatus;

  /** Order in which places are given: a member who declined and comes back is last. Unique within the event. */
  @Column('integer')
  readonly turn: number;

  @Field(() => DateTimeScalar, { description: 'When the member gave this answer.' })
  @Column('timestamptz')
  readonly createdAt: Date;
}
