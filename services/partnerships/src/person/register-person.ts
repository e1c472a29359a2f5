import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { FactStatus } from '../fact/fact.enums';
import { nameKey } from '../organisation/name-key';
import { decideIdentity } from '../subject/identity/decide-identity';
import { recordHomonyms } from '../subject/identity/duplicate-candidate.store';
import { existingHints } from '../subject/identity/existing-hints';
import type { IdentityHints, NamedCandidate, RegisteredSubject } from '../subject/identity/identity.types';
import {
  compareOrganisations,
  organisationsBySubject,
  type OrganisationsBySubject,
} from '../subject/identity/shared-organisations';
import { homeOf } from '../subject/merge/home';
import { homesOf, oncePerSubject } from '../subject/merge/homes';
import { Person } from './person.entity';
import { freeSlug } from '../subject/slug/free-slug';

export interface NewPerson {
  readonly name: string;
  /** Ids of organisations in which the person has or had a role. They tell persons with the same name apart. */
  readonly organisationIds?: readonly string[];
  /** The same of persons who were registered just before, and whose roles are not recorded yet. */
  readonly pendingOrganisations?: OrganisationsBySubject;
  /** Decisions about which person it is. */
  readonly identity?: IdentityHints;
}

const rolesOf = async (tx: EntityManager, ids: readonly string[]): Promise<OrganisationsBySubject> =>
  organisationsBySubject(
    await tx.query(
      `SELECT affiliation.person_id AS "subjectId", ${homeOf('affiliation.organisation_id')} AS "organisationId"
       FROM affiliations affiliation JOIN facts fact ON fact.id = affiliation.fact_id
       WHERE affiliation.person_id = ANY($1) AND fact.known_to = 'infinity' AND fact.status <> '${FactStatus.RETRACTED}'`,
      [ids],
    ),
  );

const candidatesByName = async (
  tx: EntityManager,
  { name, organisationIds = [], pendingOrganisations = new Map() }: NewPerson,
): Promise<NamedCandidate[]> => {
  const found = await tx.find(Person, { where: { nameKey: nameKey(name) }, order: { id: 'ASC' } });
  const roles = await rolesOf(
    tx,
    found.map(({ id }) => id),
  );
  const organisationOf = await homesOf(tx, [...organisationIds, ...[...pendingOrganisations.values()].flat()]);
  return found.map((existing) => {
    const known = [...(roles.get(existing.id) ?? []), ...(pendingOrganisations.get(existing.id) ?? [])];
    const employers = compareOrganisations(organisationIds.map(organisationOf), known.map(organisationOf));
    return {
      id: existing.id,
      rule: existing.name === name ? 'LITERAL_NAME' : 'FOLDED_NAME',
      sharedName: existing.name,
      isSupported: employers === 'SHARED',
      against: employers === 'OTHER' ? [{ code: 'OTHER_ORGANISATION', words: null }] : [],
    };
  });
};

/** See {@link PersonStore.register}. The caller holds the registration lock. */
export const registerPerson = async (
  tx: EntityManager,
  clock: Clock,
  person: NewPerson,
): Promise<RegisteredSubject> => {
  const name = person.name.trim();
  const key = nameKey(name);
  if (key === '') throw badUserInput('A person must have a name. Write it in `name`.');
  const hints = await existingHints(tx, Person, 'person', person.identity);
  const candidates = await oncePerSubject(tx, await candidatesByName(tx, { ...person, name }), hints);
  const { id: existingId, rule, homonyms } = decideIdentity({ name, hints, candidates });
  const id = existingId ?? clock.newId('person');
  const created = existingId === null;
  if (created) await tx.insert(Person, { id, slug: await freeSlug(tx, 'people', name, id), name, nameKey: key });
  await recordHomonyms(tx, id, homonyms);
  return { id, created, changed: created, differences: [], rule, homonyms };
};
