import { connectionType, DecimalScalar, FuzzyDate } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { type DataIssue as Issue, DataIssueCode } from '../parsing/issue';
import { Fact } from './fact.entity';

export const FactConnection = connectionType('Fact', () => Fact, { items: 'facts' });

@ObjectType({ description: 'Period with uncertain ends.' })
export class FuzzyPeriod {
  @Field(() => FuzzyDate, { nullable: true, description: 'Start; null when not known.' })
  readonly from: FuzzyDate | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'End; null if it has not ended, or when not known.' })
  readonly to: FuzzyDate | null;
}

@ObjectType({ description: 'Issue with a fact that a person should judge.' })
export class DataIssue implements Issue {
  @Field(() => DataIssueCode, { description: 'Kind of issue.' })
  readonly code: DataIssueCode;

  /** As it was recorded. The field `message(lang)` is in the resolver. */
  readonly message: string;

  @Field(() => String, { description: 'The words in question.' })
  readonly raw: string;

  @Field(() => [DecimalScalar], {
    description: 'Numbers that the words may mean, smallest first; empty if no number is in question.',
  })
  readonly candidates: readonly string[];
}

/** Null if neither end is stated. */
export const validTimeOf = ({ validFrom, validTo }: Fact): FuzzyPeriod | null =>
  validFrom || validTo ? { from: validFrom, to: validTo } : null;
