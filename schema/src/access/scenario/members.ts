import { type Clock, type Identity, Role, scopesOf } from '@wizness/kernel';
import type { PublicEntities } from './entities';
import type { RunningServices, ServiceContexts } from './services';

/** The author is also an analyst, so that their API keys can have every scope. */
const ROLES = {
  member: [Role.MEMBER],
  author: [Role.MEMBER, Role.ANALYST],
  colleague: [Role.MEMBER],
  editor: [Role.MEMBER, Role.EDITOR],
  analyst: [Role.MEMBER, Role.ANALYST],
  moderator: [Role.MEMBER, Role.MODERATOR],
  admin: [Role.MEMBER, Role.ADMIN],
} as const satisfies Record<string, readonly Role[]>;

export type MemberName = keyof typeof ROLES;

/** Member ids by name. */
export type Members = Readonly<Record<MemberName, string>>;

/** The identity of a member who is signed in. */
export const identityOf = (members: Members, name: MemberName): Identity => {
  const roles = ROLES[name];
  return { memberId: members[name], roles, scopes: scopesOf(roles) };
};

/** Creates the members. Only the colleague has a verified affiliation with the organisation. */
export const createMembers = async (
  { membership: { members } }: ServiceContexts,
  { organisation }: PublicEntities,
): Promise<Members> => {
  const ids: Record<string, string> = {};
  for (const [name, roles] of Object.entries(ROLES)) {
    const affiliation = name === 'colleague' ? { organisationId: organisation, title: null, verified: true } : null;
    ids[name] = (await members.enrol({ handle: `the-${name}`, name, locale: 'en', roles, affiliation })).id;
  }
  return ids as Members;
};

/** Registers the topic and the organisation with membership, as events of their services would, and lets the author follow the topic. */
export const followTopic = async (
  running: RunningServices,
  clock: Clock,
  { topic, organisation }: PublicEntities,
  members: Members,
): Promise<void> => {
  const identity = identityOf(members, 'author');
  const { knownEntities, follows } = running.membership.createContext({ identity, clock });
  await knownEntities.addAll([topic, organisation]);
  const { userErrors } = await follows.follow(topic);
  if (userErrors[0]) throw new Error(userErrors[0].message);
};
