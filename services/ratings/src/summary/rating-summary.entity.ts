import { DateTimeScalar } from '@wizness/kernel';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Subject } from '../subject/subject.entity';
import { RateableKind } from '../subject/subject.enums';
import { NEUTRAL_SCORE } from './ranking';

@ObjectType({ description: 'Number of ratings with one score.' })
export class RatingBucket {
  @Field(() => Int, { description: 'The score, 1 to 5.' })
  readonly score: number;

  @Field(() => Int, { description: 'Number of ratings with this score.' })
  readonly count: number;

  @Field(() => Float, { description: 'Share of all ratings, 0 to 1; 0 without ratings.' })
  readonly share: number;
}

/**
 * Counts of the visible ratings of a subject, updated by the delta of each change (summary-delta.ts), and its rank. Every subject has
 * one from its registration on.
 */
@ObjectType({ description: 'Counts and averages of the visible ratings of a subject.' })
@Entity('rating_summaries')
@Index('rating_summaries_best_idx', { synchronize: false })
@Index('rating_summaries_best_of_kind_idx', { synchronize: false })
export class RatingSummary {
  @PrimaryColumn('text', { collation: 'C' })
  @ForeignKey(() => Subject)
  readonly subjectId: string;

  /** That of the subject: an index has it. */
  @Column('enum', { enum: RateableKind, enumName: 'rateable_kind' })
  readonly kind: RateableKind;

  @Field(() => Int, { description: 'Number of members who rated the subject.' })
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

  @Field(() => Int, { description: 'Number of ratings with a review.' })
  @Column('integer', { default: 0 })
  readonly reviewCount: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a visible rating was last added or changed; null without ratings.',
  })
  @Column('timestamptz', { nullable: true })
  readonly lastRatedAt: Date | null;

  @Field(() => Float, {
    description:
      'The value that subjects are ranked by, 1 to 5: the mean of its ratings and of ten more at the mean of its kind, which ' +
      'is computed once a day (3 before). Do not display it: display `average` with `count`.',
  })
  @Column('numeric', { default: 3, transformer: { from: Number, to: String } })
  readonly bayesianAverage: number;

  @Field(() => Float, { nullable: true, description: 'Mean score, 1 to 5; null without ratings.' })
  get average(): number | null {
    return this.count === 0 ? null : this.sum / this.count;
  }

  @Field(() => [RatingBucket], { description: 'Distribution of the scores: always five buckets, from 1 to 5.' })
  get histogram(): RatingBucket[] {
    return [this.n1, this.n2, this.n3, this.n4, this.n5].map((count, index) => ({
      score: index + 1,
      count,
      share: this.count === 0 ? 0 : count / this.count,
    }));
  }

  /** The summary of a subject that is not registered yet. */
  static empty(subjectId: string): RatingSummary {
    const zeros = { count: 0, sum: 0, n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, reviewCount: 0 };
    return Object.assign(new RatingSummary(), {
      subjectId,
      ...zeros,
      bayesianAverage: NEUTRAL_SCORE,
      lastRatedAt: null,
    });
  }
}
