import { anonymous, type Identity, Scope } from '@wizness/kernel';
import { inSession, type MemberName, type World } from './scenario';

/** Somebody who asks, under the name that heads their column. */
export interface Asker {
  readonly name: string;
  readonly identity: Identity;
}

const PEOPLE: readonly MemberName[] = ['member', 'author', 'colleague', 'editor', 'analyst', 'moderator', 'admin'];

/** Visitor and members, as they are with an access token of theirs. */
export const peopleOf = ({ members, known: { organisation } }: World): readonly Asker[] => [
  { name: 'visitor', identity: anonymous },
  ...PEOPLE.map((name) => ({
    name,
    identity: { ...inSession(members, name), organisationId: name === 'colleague' ? organisation : null },
  })),
];

/** API keys of the author, one for each scope, as membership identifies them. */
export const keysOf = async ({ running, clock, members }: World): Promise<readonly Asker[]> => {
  const { apiKeys } = running.membership.createContext({ identity: inSession(members, 'author'), clock });
  const keys: Asker[] = [];
  for (const scope of Object.values(Scope)) {
    const { secret } = await apiKeys.create({ name: scope, scopes: [scope] });
    const identity = await apiKeys.identify(secret ?? '');
    if (!identity) throw new Error(`There is no key for ${scope}.`);
    keys.push({ name: scope, identity });
  }
  return keys;
};
