import { DateTimeScalar } from '@wizness/kernel';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { RateableSubject } from '../subject/subject.entity';

@ObjectType({ description: 'How many ratings gave one score.' })
export class RatingBucket {
  @Field(() => Int, { description: 'The score, 1 to 5.' })
  readonly score: number;

  @Field(() => Int, { description: 'How many ratings gave it.' })
  readonly count: number;

  @Field(() => Float, { description: 'Part of all ratings that gave it, 0 to 1; 0 where there are none.' })
  readonly share: number;
}

/** What the visible ratings of one subject come to. Moved by the difference that each rating makes, never recounted. */
@ObjectType({ description: 'What the ratings of one subject come to.' })
@Entity('rating_summaries')
export class RatingSummary {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => RateableSubject)
  readonly subjectId: string;

  @Field(() => Int, { description: 'How many members rated it.' })
  @Column('integer', { default: 0 })
  readonly count: number;

  @Column('integer', { default: 0 })
  readonly sum: number;

  @Column('integer', { default: 0 })
  readonly n1: number;

  @Column('integer', { default: 0 })
  readonly n2: number;

  @Column('integer', { default: 0 })
  readonly n3: number;

  @Column('integer', { default: 0 })
  readonly n4: number;

  @Column('integer', { default: 0 })
  readonly n5: number;

  @Field(() => Int, { description: 'How many of them wrote a review.' })
  @Column('integer', { default: 0 })
  readonly reviewCount: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a rating was last given or changed, of those that count; null where there are none.',
  })
  @Column('timestamptz', { nullable: true })
  readonly lastRatedAt: Date | null;

  @Field(() => Float, { nullable: true, description: 'Mean score, 1 to 5; null where nobody rated it.' })
  get average(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }

  @Field(() => [RatingBucket], { description: 'How the scores are spread: always five buckets, 1 to 5.' })
  get histogram(): RatingBucket[] {
    return [this.n1, this.n2, this.n3, this.n4, this.n5].map((count, index) => ({
      score: index + 1,
      count,
      share: this.count === 0 ? 0 : count / this.count,
    }));
  }

  /** The summary of a subject that nobody rated. */
  static none(subjectId: string): RatingSummary {
    const zeros = { count: 0, sum: 0, n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, reviewCount: 0 };
    return Object.assign(new RatingSummary(), { subjectId, ...zeros, lastRatedAt: null });
  }
}
