import { DateTimeScalar } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { MemberReference, OrganisationReference } from '../references';

@ObjectType({ description: 'The answer of the rated organisation to a rating.' })
export class RatingReply {
  @Field(() => MemberReference, {
    nullable: true,
    description: 'The member who answered; null if they were erased, or if the membership service is unavailable.',
  })
  readonly author: { readonly id: string } | null;

  @Field(() => OrganisationReference, {
    nullable: true,
    description:
      'The organisation for which they answered, also after they have left it; null if the partnerships service is unavailable.',
  })
  readonly organisation: { readonly id: string };

  @Field(() => String, { description: 'The answer as plain text.' })
  readonly body: string;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  readonly createdAt: Date;

  @Field(() => Boolean, { description: 'Whether the rating has been changed since it was answered.' })
  readonly ratingChanged: boolean;
}
