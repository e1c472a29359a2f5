import { Directive, Field, ID, ObjectType } from 'type-graphql';

// The descriptions are the same as in the owning services, because composition uses only one of them.

/** Owned by membership. Content adds the member's posts. */
@Directive('@key(fields: "id")')
@ObjectType('Member', { description: 'A person who joined the community.' })
export class MemberReference {
  @Field(() => ID, { description: 'Id of the member.' })
  readonly id: string;
}

/** Owned by partnerships. Content adds the posts that mention it. */
@Directive('@key(fields: "id")')
@ObjectType('Organisation', { description: 'An organisation, with its present and past names.' })
export class OrganisationReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by partnerships. Content adds the posts that mention it. */
@Directive('@key(fields: "id")')
@ObjectType('Programme', { description: 'A named programme of one or more organisations.' })
export class ProgrammeReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by partnerships. Content adds the posts that mention it. */
@Directive('@key(fields: "id")')
@ObjectType('Partnership', { description: 'A partnership of organisations.' })
export class PartnershipReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** Owned by partnerships. Content adds the posts that mention the person. */
@Directive('@key(fields: "id")')
@ObjectType('Person', { description: 'A person named in a text. Not a `Member`, who has an account.' })
export class PersonReference {
  @Field(() => ID, { description: 'Id; its prefix is its type.' })
  readonly id: string;
}

/** A reference to an entity of another service; null for no id. */
export const referTo = (id: string | null): { readonly id: string } | null => (id === null ? null : { id });
