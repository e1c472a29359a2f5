import type { NameRule } from '../subject/identity/identity.types';
import { haveSameSigns, nameKey } from './name-key';
import type { NewName } from './new-organisation';
import type { OrganisationName } from './organisation-name.entity';
import { NameKind } from './organisation.enums';

type Name = Pick<NewName, 'value' | 'kind'>;

/** A former name was an official one. */
const isOfficial = ({ kind }: Name): boolean => kind === NameKind.OFFICIAL || kind === NameKind.FORMER;

/** Many texts call some company "the group": such names alone identify nothing. */
const isWeak = ({ kind }: Name): boolean => kind === NameKind.ALIAS || kind === NameKind.MISSPELLING;

const RULES: readonly NameRule[] = ['LITERAL_NAME', 'FOLDED_NAME', 'SHORT_NAME'];

const ruleOf = (given: Name, existing: Name): NameRule => {
  if (!isOfficial(given) && !isOfficial(existing)) return 'SHORT_NAME';
  return given.value === existing.value ? 'LITERAL_NAME' : 'FOLDED_NAME';
};

export interface SharedName {
  readonly rule: NameRule;
  /** As the existing organisation has it. */
  readonly words: string;
  /** The official names of both are known, and none of them is equal. */
  readonly hasOtherOfficialName: boolean;
}

/**
 * The strongest name that an organisation given by `given` shares with an existing one; null if there is none. Two equal
 * aliases are not a shared name, unless the organisation is given by aliases alone.
 */
export const compareNames = (given: readonly Name[], existing: readonly OrganisationName[]): SharedName | null => {
  const hasOnlyWeakNames = given.every(isWeak);
  const pairs = given.flatMap((one) => {
    const key = nameKey(one.value);
    return existing
      .filter((other) => other.nameKey === key && haveSameSigns(one.value, other.value))
      .filter((other) => hasOnlyWeakNames || !isWeak(one) || !isWeak(other))
      .map((other) => ({ one, other, rule: ruleOf(one, other) }));
  });
  const [best] = pairs.toSorted((a, b) => RULES.indexOf(a.rule) - RULES.indexOf(b.rule));
  if (!best) return null;
  const sharesOfficial = pairs.some(({ one, other }) => isOfficial(one) && isOfficial(other));
  const hasOtherOfficialName = given.some(isOfficial) && existing.some(isOfficial) && !sharesOfficial;
  return { rule: best.rule, words: best.other.value, hasOtherOfficialName };
};
