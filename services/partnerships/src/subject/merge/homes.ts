import { type EntityManager, In } from 'typeorm';
import type { NamedCandidate } from '../identity/identity.types';
import { Identity } from './identity.entity';

/** What these subjects are now: a function from each of the ids. The caller holds the registration lock. */
export const homesOf = async (tx: EntityManager, ids: readonly string[]): Promise<(id: string) => string> => {
  const identities = ids.length === 0 ? [] : await tx.findBy(Identity, { id: In([...new Set(ids)]) });
  const homes = new Map(identities.map(({ id, survivorId }) => [id, survivorId]));
  return (id) => homes.get(id) ?? id;
};

const RULES = ['LITERAL_NAME', 'FOLDED_NAME', 'SHORT_NAME'];

/** Less against it first, then the stronger name. */
const byEvidence = (a: NamedCandidate, b: NamedCandidate): number =>
  a.against.length - b.against.length || RULES.indexOf(a.rule) - RULES.indexOf(b.rule);

/**
 * Candidates of which each subject is only one, with what speaks most for it. It has the id of what it is now, or that which
 * the document meant before, so that a merge that is undone takes its statements back. `distinctFromIds` are ids of now.
 */
export const oncePerSubject = async (
  tx: EntityManager,
  candidates: readonly NamedCandidate[],
  { previousId = null, distinctFromIds = [] }: { previousId?: string | null; distinctFromIds?: readonly string[] },
): Promise<NamedCandidate[]> => {
  const homeOf = await homesOf(tx, [...candidates.map(({ id }) => id), ...(previousId === null ? [] : [previousId])]);
  const groups = new Map<string, NamedCandidate[]>();
  for (const each of candidates) groups.set(homeOf(each.id), [...(groups.get(homeOf(each.id)) ?? []), each]);
  return [...groups].flatMap(([home, members]) => {
    const [best] = members.toSorted(byEvidence);
    const isMeant = previousId !== null && homeOf(previousId) === home && !distinctFromIds.includes(home);
    return best ? { ...best, id: isMeant ? previousId : home } : [];
  });
};
