import { LanguageTagScalar, UserError } from '@wizness/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';
import { Member } from './member.entity';

@InputType({ description: "Changes to the caller's profile. Omitted fields stay unchanged." })
export class UpdateProfileInput {
  @Field(() => String, { nullable: true, description: 'Display name, at most 80 characters. Null is refused.' })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text in which members describe themselves, at most 2000 characters; null clears it.',
  })
  readonly bio?: string | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: 'Language for messages to the member. Null is refused.',
  })
  readonly locale?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'IANA time zone of the member: `Europe/Paris`. Null is refused.',
  })
  readonly timeZone?: string | null;
}

@ObjectType({ description: 'Result of `updateProfile`.' })
export class UpdateProfilePayload {
  @Field(() => Member, { nullable: true, description: 'The changed member; null on failure.' })
  readonly member: Member | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
