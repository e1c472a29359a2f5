import { connectionType, ForwardPageArguments, UserError } from '@wizness/kernel';
import { ArgsType, Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { REASON } from '../command/input-fields';
import type { DuplicateReason as Reason } from '../identity/identity.types';
import { FactSubjectKind } from '../subject.enums';
import { FactSubject } from '../subject.types';

@ObjectType({ description: 'Why two subjects may be one, or not.' })
export class DuplicateReason {
  @Field(() => String, {
    description:
      'Kind: `SAME_NAME`, `SAME_SHORT_NAME`, `SIMILAR_NAME`, `SHARED_PERSON`, `SHARED_LINK`, `SHARED_HOMEPAGE`, `OTHER_IDENTIFIER`, `OTHER_NAME`, `OTHER_COUNTRY`, `OTHER_ORGANISATION`, `OTHER_PARENT`. New codes may be added.',
  })
  readonly code: string;

  readonly words: string | null;
}

@ObjectType({ description: 'Two subjects that may be one.' })
export class DuplicateCandidate {
  readonly aId: string;
  readonly bId: string;

  @Field(() => Float, { description: '0 to 1; the higher, the more likely they are one.' })
  readonly score: number;

  @Field(() => [DuplicateReason], { description: 'Why, what speaks for it first. At most 10.' })
  readonly reasons: readonly Reason[];
}

export const DuplicateCandidateConnection = connectionType('DuplicateCandidate', () => DuplicateCandidate, {
  items: 'candidates',
});

@InputType({
  description:
    'Which candidates. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class DuplicateFilter {
  @Field(() => [FactSubjectKind], {
    nullable: true,
    description:
      'One of these kinds. Only ORGANISATION and PERSON have candidates that can be merged. Null is not a condition.',
  })
  readonly kinds?: readonly FactSubjectKind[] | null;

  @Field(() => [ID], { nullable: true, description: 'With one of these subjects. Null is not a condition.' })
  readonly subjectIds?: readonly string[] | null;

  @Field(() => Float, { nullable: true, description: 'At least this score, 0 to 1. Null is 0.8.' })
  readonly minScore?: number | null;
}

@ArgsType()
export class DuplicatesArguments extends ForwardPageArguments {
  @Field(() => DuplicateFilter, { nullable: true, description: 'Which candidates. Null is all with a score from 0.8.' })
  readonly filter?: DuplicateFilter | null;
}

@InputType({ description: 'Two subjects that are not one.' })
export class RejectDuplicateInput {
  @Field(() => ID, { description: 'Id of one.' })
  readonly aId: string;

  @Field(() => ID, { description: 'Id of the other, of the same kind.' })
  readonly bId: string;

  @Field(() => String, REASON)
  readonly reason: string;
}

@ObjectType({ description: 'Result of `rejectDuplicate`.' })
export class RejectDuplicatePayload {
  @Field(() => FactSubject, { nullable: true, description: 'One. Null if refused.' })
  readonly a: FactSubject | null;

  @Field(() => FactSubject, { nullable: true, description: 'The other. Null if refused.' })
  readonly b: FactSubject | null;

  @Field(() => [UserError], { description: 'What the caller can correct. Empty on success.' })
  readonly userErrors: readonly UserError[];
}
