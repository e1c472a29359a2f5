import { DateTimeScalar, ErasureMode, UserError } from '@wizness/kernel';
import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';

registerEnumType(ErasureMode, {
  name: 'ErasureMode',
  description: 'What becomes of what a member wrote, when they leave.',
  valuesConfig: {
    ANONYMISE_CONTENT: { description: 'It stays, and says no more who wrote it.' },
    DELETE_CONTENT: { description: 'It is deleted.' },
  },
});

@InputType({ description: 'Leave of a member, by who knows the password.' })
export class EraseAccountInput {
  @Field(() => String, {
    description:
      'The password of today. Not looked at for a member who has none here, because they sign in with an issuer of their own: that they are signed in is proof enough.',
  })
  readonly password: string;

  @Field(() => ErasureMode, {
    defaultValue: ErasureMode.ANONYMISE_CONTENT,
    description: 'What becomes of what the member wrote.',
  })
  readonly mode: ErasureMode;
}

@ObjectType({ description: 'What came of leaving.' })
export class EraseAccountPayload {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the member was erased: from then on nobody is signed in as them. What they wrote follows within moments. Null where it failed.',
  })
  readonly erasedAt: Date | null;

  @Field(() => [UserError], { description: 'What the user can mend; empty where it worked.' })
  readonly userErrors: readonly UserError[];
}
