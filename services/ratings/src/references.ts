import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Rateable } from './subject/subject.types';

// Described in the words of their owners: the graph shows one description of a type, and it may be the one given here.

/** Owned by content; here, something to rate. */
@Directive('@key(fields: "id")')
@ObjectType('Post', { implements: Rateable, description: 'One post, whatever its kind.' })
export class PostReference extends Rateable {}

/** Owned by partnerships; here, something to rate. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', {
  implements: Rateable,
  description: 'An organisation, with its present and past names.',
})
export class OrganisationReference extends Rateable {}

/** Owned by partnerships; here, something to rate. */
@Directive('@key(fields: "id")')
@ObjectType('Programme', { implements: Rateable, description: 'A named programme of one or more organisations.' })
export class ProgrammeReference extends Rateable {}

/** Owned by partnerships; here, something to rate. */
@Directive('@key(fields: "id")')
@ObjectType('Partnership', { implements: Rateable, description: 'A partnership of organisations.' })
export class PartnershipReference extends Rateable {}

/** Owned by membership; here, who rates. */
@Directive('@key(fields: "id")')
@ObjectType('Member', { description: 'A person who joined the community.' })
export class MemberReference {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}
