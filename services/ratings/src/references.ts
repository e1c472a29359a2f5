import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Rateable } from './subject/rateable.types';

/** Owned by content; here, something to rate. */
@Directive('@key(fields: "id")')
@ObjectType('Post', { implements: Rateable, description: 'A post, as far as its ratings are concerned.' })
export class PostReference extends Rateable {}

/** Owned by partnerships; here, something to rate. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', {
  implements: Rateable,
  description: 'An organisation, as far as its ratings are concerned.',
})
export class OrganisationReference extends Rateable {}

/** Owned by partnerships; here, something to rate. */
@Directive('@key(fields: "id")')
@ObjectType('Programme', { implements: Rateable, description: 'A programme, as far as its ratings are concerned.' })
export class ProgrammeReference extends Rateable {}

/** Owned by partnerships; here, something to rate. */
@Directive('@key(fields: "id")')
@ObjectType('Partnership', { implements: Rateable, description: 'A partnership, as far as its ratings are concerned.' })
export class PartnershipReference extends Rateable {}

/** Owned by membership; here, who rates. */
@Directive('@key(fields: "id")')
@ObjectType('Member', { description: 'A member, as far as the ratings they gave are concerned.' })
export class MemberReference {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}
