import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Rateable } from './subject/subject.types';

// Types that other services own. The descriptions must equal those of the owners, or composition fails.

/** A post, owned by content: a subject of ratings. */
@Directive('@key(fields: "id")')
@ObjectType('Post', { implements: Rateable, description: 'A post of any kind.' })
export class PostReference extends Rateable {}

/** An organisation, owned by partnerships: a subject of ratings. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', {
  implements: Rateable,
  description: 'An organisation, with its present and past names.',
})
export class OrganisationReference extends Rateable {}

/** A programme, owned by partnerships: a subject of ratings. */
@Directive('@key(fields: "id")')
@ObjectType('Programme', { implements: Rateable, description: 'A named programme of one or more organisations.' })
export class ProgrammeReference extends Rateable {}

/** A partnership, owned by partnerships: a subject of ratings. */
@Directive('@key(fields: "id")')
@ObjectType('Partnership', { implements: Rateable, description: 'A partnership of organisations.' })
export class PartnershipReference extends Rateable {}

/** A member, owned by membership: the author of ratings. */
@Directive('@key(fields: "id")')
@ObjectType('Member', { description: 'A person who joined the community.' })
export class MemberReference {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}
