import { anonymous, type Identity, Scope } from '@wizness/kernel';
import { identityOf, type MemberName } from './members';
import type { Scenario } from './scenario';

/** A caller, and the heading of its column in the access table. */
export interface Actor {
  readonly name: string;
  readonly identity: Identity;
}

const MEMBER_NAMES: readonly MemberName[] = [
  'member',
  'author',
  'colleague',
  'editor',
  'analyst',
  'moderator',
  'admin',
];

/** The anonymous caller, and each member with an access token. */
export const peopleOf = ({ members, entities: { organisation } }: Scenario): readonly Actor[] => [
  { name: 'anonymous', identity: anonymous },
  ...MEMBER_NAMES.map((name) => ({
    name,
    identity: { ...identityOf(members, name), organisationId: name === 'colleague' ? organisation : null },
  })),
];

/** API keys of the author, one for each scope, with the identity that membership gives to each. */
export const apiKeysOf = async ({ running, clock, members }: Scenario): Promise<readonly Actor[]> => {
  const identity = identityOf(members, 'author');
  const { apiKeys, apiKeyStore } = running.membership.createContext({ identity, clock });
  const actors: Actor[] = [];
  for (const scope of Object.values(Scope)) {
    const { secret } = await apiKeys.create({ name: scope, scopes: [scope] });
    const keyIdentity = await apiKeyStore.identify(secret ?? '');
    if (!keyIdentity) throw new Error(`The API key with the scope ${scope} was not created.`);
    actors.push({ name: scope, identity: keyIdentity });
  }
  return actors;
};
