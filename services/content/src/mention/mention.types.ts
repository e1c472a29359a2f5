import { idPrefix } from '@wizness/kernel';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import {
  MemberReference,
  OrganisationReference,
  PartnershipReference,
  PersonReference,
  ProgrammeReference,
} from '../references';

const TYPES = {
  org: OrganisationReference,
  programme: ProgrammeReference,
  partnership: PartnershipReference,
  person: PersonReference,
  member: MemberReference,
} as const;

/** Id prefixes of the types that can be mentioned. */
export const MENTIONABLE_PREFIXES: readonly string[] = Object.keys(TYPES);

const BY_PREFIX = new Map(Object.entries(TYPES));

const typeOf = (id: string) => BY_PREFIX.get(idPrefix(id) ?? '');

/** Whether an entity with this id can be mentioned. */
export const isMentionable = (id: string): boolean => typeOf(id) !== undefined;

export const Mentionable = createUnionType({
  name: 'Mentionable',
  description: 'An entity that a text can mention.',
  types: () =>
    [OrganisationReference, ProgrammeReference, PartnershipReference, PersonReference, MemberReference] as const,
  resolveType: ({ id }) => typeOf(id),
});

@ObjectType({ description: 'A suggestion for an author who types a mention.' })
export class MentionSuggestion {
  readonly targetId: string;

  @Field(() => String, { description: 'Name to show in the list.' })
  readonly label: string;

  @Field(() => String, {
    description: 'Text to insert: `@handle`, or `[[org:slug|words]]`, whose words readers see.',
  })
  readonly insert: string;
}
