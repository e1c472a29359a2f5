import { DateTimeScalar, FuzzyDate, fuzzyDateColumn } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Post } from '../post/post.entity';
import { EventSeries } from './event-series.entity';

@ObjectType({ description: 'What only an event has.' })
@Entity('event_details')
export class EventDetails {
  /** Of the post itself. */
  @ForeignKey(() => Post)
  @PrimaryColumn('text', { collation: 'C' })
  readonly id: string;

  @ForeignKey(() => EventSeries)
  @Index()
  @Column({ type: 'text', nullable: true, collation: 'C' })
  readonly seriesId: string | null;

  @Field(() => String, { nullable: true, description: 'What it was about, in its own words; null where not given.' })
  @Column('text', { nullable: true })
  readonly theme: string | null;

  @Field(() => FuzzyDate, {
    description: 'When it takes place, as far as it is known: precision UNKNOWN where nobody says.',
  })
  @Column('jsonb', { transformer: fuzzyDateColumn })
  readonly when: FuzzyDate;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it begins, where the hour is known; else null.' })
  @Column('timestamptz', { nullable: true })
  readonly startsAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends, where the hour is known; else null.' })
  @Column('timestamptz', { nullable: true })
  readonly endsAt: Date | null;

  @Field(() => String, { nullable: true, description: 'Where it takes place; null where not known.' })
  @Column('text', { nullable: true })
  readonly place: string | null;

  @Column('text', { array: true })
  readonly organiserIds: readonly string[];

  /** Filled by the queries that join it. */
  readonly post?: Post;
}
