import { connectionType, DecimalScalar, FuzzyDate } from '@wizness/kernel';
import { Field, Float, ObjectType } from 'type-graphql';
import type { Fact } from '../fact.entity';
import type { Progress } from './measure-progress';
import { TargetState } from './target-progress.enums';

@ObjectType({ description: 'A target against what was reached.' })
export class TargetProgress implements Progress {
  /** The fields `subject`, `property`, `baseline`, `target` and `actual` are in the resolver. */
  readonly targetFact: Fact;
  readonly baselineFact: Fact | null;
  readonly actualFact: Fact | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'actual / target, by the end of a range that is less favourable for the actual and reached first for the target. Above 1 for a falling indicator means not yet reached. Null without an actual, or if the target is 0 or an end is open.',
  })
  readonly attainment: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      '(actual - baseline) / (target - baseline), also for falling indicators. Null without an actual, without an exact baseline, or if the target equals the baseline.',
  })
  readonly progress: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'target - actual, in the unit of the property. Null without an actual, or if an end is open.',
  })
  readonly remaining: string | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'By when. Null if not stated.' })
  get due(): FuzzyDate | null {
    return this.targetFact.due;
  }

  @Field(() => TargetState, {
    description:
      'State on the day `at.validAt`. Only values measured by the due date count: a target that is reached later stays MISSED, while the figures are those of the last value.',
  })
  readonly state: TargetState;

  constructor(facts: Pick<TargetProgress, 'targetFact' | 'baselineFact' | 'actualFact'>, progress: Progress) {
    this.targetFact = facts.targetFact;
    this.baselineFact = facts.baselineFact;
    this.actualFact = facts.actualFact;
    this.attainment = progress.attainment;
    this.progress = progress.progress;
    this.remaining = progress.remaining;
    this.state = progress.state;
  }
}

export const TargetProgressConnection = connectionType('TargetProgress', () => TargetProgress, { items: 'targets' });
