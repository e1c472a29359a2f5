import { badUserInput } from '@wizness/kernel';
import type { DuplicateReason, Homonym, Identity, IdentityHints, IdentityRule, NamedCandidate } from './identity.types';

interface ToDecide {
  /** Its name, for messages. */
  readonly name: string;
  readonly hints?: IdentityHints;
  /** Existing subjects that share a name with it. */
  readonly candidates: readonly NamedCandidate[];
  /** The existing subject that has one of its identifiers. Null: none. */
  readonly identifiedId?: string | null;
}

const sharedNameOf = ({ rule, sharedName }: NamedCandidate): DuplicateReason => ({
  code: rule === 'SHORT_NAME' ? 'SAME_SHORT_NAME' : 'SAME_NAME',
  words: sharedName,
});

const isContradictedByIdentifier = ({ against }: NamedCandidate): boolean =>
  against.some(({ code }) => code === 'OTHER_IDENTIFIER');

/** Of several candidates, those with more evidence: a shared organisation, then the same spelling. */
const best = (candidates: readonly NamedCandidate[]): readonly NamedCandidate[] => {
  const supported = candidates.filter(({ isSupported }) => isSupported);
  const remaining = supported.length > 0 ? supported : candidates;
  const literal = remaining.filter(({ rule }) => rule === 'LITERAL_NAME');
  return literal.length > 0 ? literal : remaining;
};

/**
 * Decides which existing subject a given one is: the one that a person names, the one with its identifier, the one that the
 * same entry of the document was before, or the only one with its name that nothing speaks against. An equal name alone is
 * not enough where something speaks against it: both are then kept apart as homonyms. Throws BAD_USER_INPUT if several
 * remain, because a guess would join two things.
 */
export const decideIdentity = ({ name, hints = {}, candidates, identifiedId = null }: ToDecide): Identity => {
  const { sameAsId = null, distinctFromIds = [], previousId = null } = hints;
  if (sameAsId !== null && distinctFromIds.includes(sameAsId)) {
    throw badUserInput(`"${name}" is given as the same as ${sameAsId} and as distinct from it. Remove one of these.`);
  }
  if (identifiedId !== null && distinctFromIds.includes(identifiedId)) {
    throw badUserInput(`"${name}" has an identifier of ${identifiedId}, from which it is to be distinct. Remove one.`);
  }
  const identified = (id: string | null, rule: IdentityRule): Identity => ({
    id,
    rule,
    homonyms: candidates
      .filter((candidate) => candidate.id !== id)
      .map(
        (candidate): Homonym => ({
          id: candidate.id,
          reasons: [sharedNameOf(candidate), ...candidate.against],
          isDecided: distinctFromIds.includes(candidate.id),
        }),
      ),
  });
  if (sameAsId !== null) return identified(sameAsId, 'SAME_AS');
  if (identifiedId !== null) return identified(identifiedId, 'IDENTIFIER');
  const allowed = candidates.filter(({ id }) => !distinctFromIds.includes(id));
  const previous = allowed.find(({ id }) => id === previousId);
  if (previous && !isContradictedByIdentifier(previous)) return identified(previous.id, 'SAME_ENTRY');
  const [match, ...others] = best(allowed.filter(({ against }) => against.length === 0));
  if (others.length > 0) {
    const ids = [match, ...others].flatMap((candidate) => candidate?.id ?? []).toSorted();
    throw badUserInput(
      `Several are named "${name}": ${ids.join(', ')}. Say which one is meant with "sameAs", name those that are not meant in "distinctFrom", or give an identifier.`,
    );
  }
  if (match) return identified(match.id, match.rule);
  return identified(null, allowed.length < candidates.length ? 'DISTINCT_FROM' : 'NEW');
};
