import { UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ID_FIELD, REASON } from '../command/input-fields';
import { FactSubject } from '../subject.types';

const USER_ERRORS = { description: 'What the caller can correct. Empty on success.' } as const;

@InputType({ description: 'Subjects to merge.' })
export class MergeSubjectsInput {
  @Field(() => ID, { description: 'Id of the organisation or person that stays.' })
  readonly survivorId: string;

  @Field(() => [ID], { description: 'Ids of those that are merged into it, 1 to 20, of the same kind.' })
  readonly duplicateIds: readonly string[];

  @Field(() => String, REASON)
  readonly reason: string;
}

@ObjectType({ description: 'Result of `mergeSubjects`.' })
export class MergeSubjectsPayload {
  @Field(() => FactSubject, { nullable: true, description: 'The one that stays. Null if refused.' })
  readonly subject: FactSubject | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@InputType({ description: 'A merge to undo.' })
export class UnmergeSubjectInput {
  @Field(() => ID, { ...ID_FIELD, description: 'Id that was merged into another one.' })
  readonly id: string;

  @Field(() => String, REASON)
  readonly reason: string;
}

@ObjectType({ description: 'Result of `unmergeSubject`.' })
export class UnmergeSubjectPayload {
  @Field(() => FactSubject, { nullable: true, description: 'The one that is itself again. Null if refused.' })
  readonly subject: FactSubject | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
