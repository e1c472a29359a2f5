import { idPrefix } from '@wizness/kernel';
import { createUnionType } from 'type-graphql';
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

/** What a mention may lead to, by the prefix of its id. */
export const MENTIONABLE_PREFIXES: readonly string[] = Object.keys(TYPES);

const typeOf = (id: string) => Object.entries(TYPES).find(([prefix]) => prefix === idPrefix(id))?.[1];

/** Whether a mention may lead to this id. */
export const isMentionable = (id: string): boolean => typeOf(id) !== undefined;

export const Mentionable = createUnionType({
  name: 'Mentionable',
  description: 'What a text may name.',
  types: () =>
    [OrganisationReference, ProgrammeReference, PartnershipReference, PersonReference, MemberReference] as const,
  resolveType: ({ id }) => typeOf(id),
});
