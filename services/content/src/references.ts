import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Owned by membership; here, who wrote what. */
@Directive('@key(fields: "id")')
@ObjectType('Member', { description: 'A member, as far as their posts are concerned.' })
export class MemberReference {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}

/** Owned by partnerships; here, what posts tell of. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', { description: 'An organisation, as far as posts tell of it.' })
export class OrganisationReference {
  @Field(() => ID, { description: 'Id of the organisation.' })
  readonly id: string;
}

/** Owned by partnerships. */
@Directive('@key(fields: "id")')
@ObjectType('Programme', { description: 'A programme, as far as posts tell of it.' })
export class ProgrammeReference {
  @Field(() => ID, { description: 'Id of the programme.' })
  readonly id: string;
}

/** Owned by partnerships. */
@Directive('@key(fields: "id")')
@ObjectType('Partnership', { description: 'A partnership, as far as posts tell of it.' })
export class PartnershipReference {
  @Field(() => ID, { description: 'Id of the partnership.' })
  readonly id: string;
}

/** Owned by partnerships; content adds nothing to it. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType('Person', { description: 'A person who is named in a text.' })
export class PersonReference {
  @Field(() => ID, { description: 'Id of the person.' })
  readonly id: string;
}

/** A reference to an entity of another service; null where nothing is referred to. */
export const referTo = (id: string | null): { readonly id: string } | null => (id === null ? null : { id });
