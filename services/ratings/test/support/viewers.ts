import { anonymous, type Identity, Role, Scope, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import type { Community } from './open-ratings';

export const AUTHOR = 'member_author';
const ORGANISATION = 'org_of_the_author';

const VIEWERS = {
  visitor: anonymous,
  member: memberIdentity('member_of_the_community'),
  author: memberIdentity(AUTHOR),
  colleague: memberIdentity('member_colleague', { organisationId: ORGANISATION }),
  stranger: memberIdentity('member_elsewhere', { organisationId: 'org_elsewhere' }),
  editor: memberIdentity('member_editor', { roles: [Role.EDITOR] }),
  moderator: memberIdentity('member_moderator', { roles: [Role.MODERATOR] }),
  admin: memberIdentity('member_admin', { roles: [Role.ADMIN] }),
  'key of an admin without POSTS_READ': memberIdentity('member_admin_with_key', {
    roles: [Role.ADMIN],
    organisationId: ORGANISATION,
    apiKeyId: 'apikey_1',
    scopes: [Scope.RATINGS_WRITE, Scope.PROFILE_READ],
  }),
} satisfies Record<string, Identity>;

export type Viewer = keyof typeof VIEWERS;

export const identityOf = (viewer: Viewer): Identity => VIEWERS[viewer];

const AUDIENCES = {
  PUBLIC: { published: true, visibility: Visibility.PUBLIC },
  MEMBERS: { published: true, visibility: Visibility.MEMBERS },
  ORGANISATION: { published: true, visibility: Visibility.ORGANISATION },
  UNPUBLISHED: { published: false, visibility: Visibility.PUBLIC },
};

export type Kept = keyof typeof AUDIENCES;

const ALL: Kept[] = ['PUBLIC', 'MEMBERS', 'ORGANISATION', 'UNPUBLISHED'];

/** Which of the author's posts each of them sees. */
export const SEEN: readonly (readonly [Viewer, readonly Kept[]])[] = [
  ['visitor', ['PUBLIC']],
  ['member', ['PUBLIC', 'MEMBERS']],
  ['author', ALL],
  ['colleague', ['PUBLIC', 'MEMBERS', 'ORGANISATION']],
  ['stranger', ['PUBLIC', 'MEMBERS']],
  ['editor', ALL],
  ['moderator', ['PUBLIC', 'MEMBERS']],
  ['admin', ALL],
  ['key of an admin without POSTS_READ', ['PUBLIC']],
];

/** Registers one post of the author for each audience; answers their ids. */
export const registerPosts = async (open: Community): Promise<Readonly<Record<Kept, string>>> => {
  const ids = {} as Record<Kept, string>;
  for (const kept of ALL) {
    ids[kept] = await open.subject(undefined, {
      ...AUDIENCES[kept],
      authorId: AUTHOR,
      organisationId: ORGANISATION,
    });
  }
  return ids;
};
