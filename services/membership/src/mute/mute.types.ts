import { idPrefix, UserError } from '@wizness/kernel';
import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';
import { PostReference } from '../references';
import { USER_ERRORS } from '../user-errors-field';

@InputType({ description: 'What is muted.' })
export class MuteInput {
  @Field(() => ID, { description: 'Id of a member or a post.' })
  readonly id: string;
}

export const Mutable = createUnionType({
  name: 'Mutable',
  description: 'What a member can mute.',
  types: () => [Member, PostReference] as const,
  resolveType: ({ id }) => (idPrefix(id) === 'member' ? Member : PostReference),
});

@ObjectType({ description: 'Result of `mute` and `unmute`.' })
export class MutePayload {
  @Field(() => Mutable, {
    nullable: true,
    description: 'What is muted, or no longer. Null if refused, or if it is gone.',
  })
  readonly target: Member | PostReference | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
