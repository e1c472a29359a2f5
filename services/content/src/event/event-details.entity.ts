import { DateTimeScalar, FuzzyDate, fuzzyDateColumn } from '@wizness/kernel';
import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';
import { EventSeries } from './event-series.entity';

@ObjectType({ description: 'Properties of an event.' })
@Entity('event_details')
export class EventDetails {
  /** Id of the post. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => EventSeries)
  @Index()
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly seriesId: string | null;

  @Field(() => String, { nullable: true, description: 'Theme, in the words of the source. Null if not given.' })
  @Column('text', { nullable: true })
  readonly theme: string | null;

  @Field(() => FuzzyDate, {
    description: 'Date of the event. Its precision is UNKNOWN if no date is given.',
  })
  @Column('jsonb', { transformer: fuzzyDateColumn })
  readonly when: FuzzyDate;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Start. Null if the time of day is not known.' })
  @Column('timestamptz', { nullable: true })
  readonly startsAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End. Null if the time of day is not known.' })
  @Column('timestamptz', { nullable: true })
  readonly endsAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'IANA time zone of the place: `Europe/Paris`. Null if not known.',
  })
  @Column('text', { nullable: true })
  readonly timeZone: string | null;

  @Field(() => String, { nullable: true, description: 'Location. Null if not known.' })
  @Column('text', { nullable: true })
  readonly place: string | null;

  @Column('text', { array: true })
  readonly organiserIds: readonly string[];

  @Field(() => Int, { nullable: true, description: 'Maximum number of participants. Null: unlimited.' })
  @Column('integer', { nullable: true })
  readonly capacity: number | null;

  /** Updated in the transaction of each answer. */
  @Field(() => Int, { description: 'Number of members who have a place.' })
  @Column('integer', { default: 0 })
  readonly goingCount: number;

  /** Updated in the transaction of each answer. */
  @Field(() => Int, { description: 'Number of members on the waiting list.' })
  @Column('integer', { default: 0 })
  readonly waitingCount: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was cancelled. Null if it was not.' })
  @Column('timestamptz', { nullable: true })
  readonly cancelledAt: Date | null;

  /** How often its time, place or status has changed, as calendars count it (SEQUENCE, RFC 5545 §3.8.7.4). */
  @Column('integer', { default: 0 })
  readonly sequence: number;

  /** Set by queries that join it. */
  readonly post?: Post;
}
