import { matchKey } from '@wizness/kernel';
import { type Choices, laterThan, NEWEST } from './choices';
import type { Row } from './copy-rows';
import { FOLLOWS_OF_FIRST, type Scale, STAFF } from './scale';
import type { Subjects } from './subjects';
import { newName } from './words';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly organisationId: string | null;
  /** Whether it is verified that they work for the organisation. */
  readonly isVerified: boolean;
  readonly joinedAt: Date;
}

export const chooseMembers = (choices: Choices, scale: Scale, { organisations }: Subjects): Member[] => {
  const taken = new Set<string>();
  return Array.from({ length: scale.members }, () => {
    const organisation = choices.happens(0.6) ? organisations[choices.powerLaw(organisations.length)] : undefined;
    return {
      id: choices.newId('member'),
      name: newName(choices, taken),
      organisationId: organisation?.id ?? null,
      isVerified: organisation !== undefined && choices.happens(0.8),
      joinedAt: choices.time(),
    };
  });
};

export const memberRows = (choices: Choices, members: readonly Member[]): Row[] =>
  members.map(({ id, name, organisationId, isVerified, joinedAt }, number) => ({
    id,
    handle: `member-${number}`,
    // As of every handle: 0 looks like o, and 1 like l.
    handle_skeleton: `member-${number}`.replaceAll('0', 'o').replaceAll('1', 'l'),
    name,
    name_key: matchKey(name),
    bio: choices.happens(0.3) ? 'I work on local projects.' : null,
    locale: choices.pick(['fr', 'fr', 'en']),
    organisation_id: organisationId,
    organisation_title: organisationId && choices.happens(0.5) ? 'Project manager' : null,
    organisation_verified: isVerified,
    roles: number === STAFF ? ['MEMBER', 'ANALYST', 'MODERATOR'] : ['MEMBER'],
    joined_at: joinedAt,
    suspended: false,
  }));

/** Follows, the oldest first. Few members and things have most of them. */
export const followRows = (
  choices: Choices,
  members: readonly Member[],
  { organisations }: Subjects,
  topicIds: readonly string[],
): Row[] => {
  const targetOf = (memberId: string): string | undefined => {
    const kind = choices.fraction();
    if (kind < 0.2) return topicIds[choices.powerLaw(topicIds.length)];
    if (kind < 0.6) return organisations[choices.powerLaw(organisations.length)]?.id;
    const other = members[choices.powerLaw(members.length)]?.id;
    return other === memberId ? undefined : other;
  };
  const rows = members.flatMap(({ id, joinedAt }, number): Row[] => {
    const wanted = FOLLOWS_OF_FIRST[number] ?? Math.floor(5 * choices.fraction() ** -0.5) - 4 + choices.integer(0, 6);
    const most = Math.min(wanted, Math.floor((members.length + organisations.length) / 3));
    const targets = new Set<string>();
    for (let attempt = 0; targets.size < most && attempt < most * 20; attempt += 1) {
      const target = targetOf(id);
      if (target !== undefined) targets.add(target);
    }
    return [...targets].map((target) => ({
      member_id: id,
      target_id: target,
      followed_at: laterThan(joinedAt, 300, choices),
    }));
  });
  const at = ({ followed_at }: Row) => (followed_at instanceof Date ? followed_at : NEWEST).getTime();
  return rows.toSorted((one, other) => at(one) - at(other));
};
