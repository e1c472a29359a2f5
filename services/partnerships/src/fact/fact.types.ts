import { connectionType, DecimalScalar, FuzzyDate } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { type DataIssue as Issue, DataIssueCode } from '../parsing/issue';
import { Fact } from './fact.entity';

export const FactConnection = connectionType('Fact', () => Fact, { items: 'facts', exactCount: true });

@ObjectType({ description: 'From when to when something holds, each end as far as it is known.' })
export class FuzzyPeriod {
  @Field(() => FuzzyDate, { nullable: true, description: 'Since when; null when not known.' })
  readonly from: FuzzyDate | null;

  @Field(() => FuzzyDate, { nullable: true, description: 'Until when; null when it lasts, or when not known.' })
  readonly to: FuzzyDate | null;
}

@ObjectType({ description: 'A doubt about a fact, for a person to judge.' })
export class DataIssue implements Issue {
  @Field(() => DataIssueCode, { description: 'Kind of doubt.' })
  readonly code: DataIssueCode;

  @Field(() => String, { description: 'What is doubtful, for a reader.' })
  readonly message: string;

  @Field(() => String, { description: 'The words of the text that it is about.' })
  readonly raw: string;

  @Field(() => [DecimalScalar], {
    description: 'Numbers that the words may have meant, smallest first; empty where no number is in doubt.',
  })
  readonly candidates: readonly string[];
}

/** Null where neither end was ever said. */
export const validTimeOf = ({ validFrom, validTo }: Fact): FuzzyPeriod | null =>
  validFrom || validTo ? { from: validFrom, to: validTo } : null;
