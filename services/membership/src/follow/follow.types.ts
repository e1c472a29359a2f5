import { idPrefix, UserError } from '@wizness/kernel';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';
import { OrganisationReference, TopicReference } from '../references';
import { USER_ERRORS } from '../user-errors-field';

@InputType({ description: 'The target of a follow.' })
export class FollowInput {
  @Field(() => ID, { description: 'Id of a member, a topic or an organisation.' })
  readonly id: string;
}

const Followable = createUnionType({
  name: 'Followable',
  description: 'What a member can follow.',
  types: () => [Member, TopicReference, OrganisationReference] as const,
  resolveType: ({ id }) => ({ member: Member, topic: TopicReference, org: OrganisationReference })[idPrefix(id) ?? ''],
});

@ObjectType({ description: 'Result of `follow` and `unfollow`.' })
export class FollowPayload {
  @Field(() => Followable, {
    nullable: true,
    description: 'What is followed, or no longer. Null if refused, or if it is gone.',
  })
  readonly target: Member | TopicReference | OrganisationReference | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
