import { type EntityManager, In } from 'typeorm';
import { haveSameSigns, nameKey } from '../organisation/name-key';
import { participantsOf } from '../participation/participants';
import { decideIdentity } from '../subject/identity/decide-identity';
import { existingHints } from '../subject/identity/existing-hints';
import type { DuplicateReason, Identity, NamedCandidate } from '../subject/identity/identity.types';
import { compareOrganisations } from '../subject/identity/shared-organisations';
import { homesOf } from '../subject/merge/homes';
import type { NewProgramme } from './new-programme';
import { ProgrammeName } from './programme-name.entity';
import { Programme } from './programme.entity';

const candidatesByName = async (tx: EntityManager, given: NewProgramme): Promise<NamedCandidate[]> => {
  const { operatorIds = [], participantIds = [], pending } = given;
  const sameKey = await tx.findBy(ProgrammeName, { nameKey: In(given.names.map(nameKey)) });
  const sharing = sameKey.filter(({ value }) =>
    given.names.some((name) => nameKey(name) === nameKey(value) && haveSameSigns(name, value)),
  );
  const ids = [...new Set(sharing.map(({ programmeId }) => programmeId))].toSorted();
  const programmes = await tx.find(Programme, { where: { id: In(ids) }, order: { id: 'ASC' } });
  const participants = await participantsOf(tx, ids);
  const pendingIds = [...(pending?.all.values() ?? []), ...(pending?.operators.values() ?? [])].flat();
  const organisationOf = await homesOf(tx, [...operatorIds, ...participantIds, ...pendingIds]);
  const compare = (some: readonly string[], known: readonly string[]) =>
    compareOrganisations(some.map(organisationOf), known.map(organisationOf));
  return programmes.map((existing) => {
    const { id, parentId, partnershipId } = existing;
    const names = sharing.filter(({ programmeId }) => programmeId === id);
    const literal = names.find(({ value }) => given.names.includes(value));
    const operators = [...(participants.operators.get(id) ?? []), ...(pending?.operators.get(id) ?? [])];
    const all = [...(participants.all.get(id) ?? []), ...(pending?.all.get(id) ?? [])];
    const compared = [compare(operatorIds, operators), compare(participantIds, all)];
    const against: DuplicateReason[] = [];
    if (compared.includes('OTHER')) against.push({ code: 'OTHER_ORGANISATION', words: null });
    if (given.parentId && parentId && given.parentId !== parentId) against.push({ code: 'OTHER_PARENT', words: null });
    if (given.partnershipId && partnershipId && given.partnershipId !== partnershipId) {
      against.push({ code: 'OTHER_PARTNERSHIP', words: null });
    }
    return {
      id,
      rule: literal ? 'LITERAL_NAME' : 'FOLDED_NAME',
      sharedName: (literal ?? names[0])?.value ?? existing.name,
      isSupported: compared.includes('SHARED'),
      against,
    };
  });
};

/** Which existing programme the given one is. See {@link decideIdentity}. The caller holds the registration lock. */
export const identifyProgramme = async (tx: EntityManager, programme: NewProgramme): Promise<Identity> => {
  const hints = await existingHints(tx, Programme, 'programme', programme.identity);
  const candidates = await candidatesByName(tx, programme);
  return decideIdentity({ name: programme.names.join(', '), hints, candidates });
};
