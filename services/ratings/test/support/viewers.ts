import { anonymous, type Identity, Role, Scope, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import type { OpenRatings } from './open-ratings';

const AUTHOR = 'member_author';
const ORGANISATION = 'org_of_the_author';

const VIEWERS = {
  anonymous,
  member: memberIdentity('member_of_the_community'),
  author: memberIdentity(AUTHOR),
  'API key of the author without PROFILE_READ': memberIdentity(AUTHOR, {
    apiKeyId: 'apikey_2',
    scopes: [Scope.POSTS_READ, Scope.RATINGS_WRITE],
  }),
  colleague: memberIdentity('member_colleague', { organisationId: ORGANISATION }),
  'member of another organisation': memberIdentity('member_elsewhere', { organisationId: 'org_elsewhere' }),
  editor: memberIdentity('member_editor', { roles: [Role.EDITOR] }),
  moderator: memberIdentity('member_moderator', { roles: [Role.MODERATOR] }),
  admin: memberIdentity('member_admin', { roles: [Role.ADMIN] }),
  'API key of an admin without POSTS_READ': memberIdentity('member_admin_with_key', {
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

/** A post of the author, named by its audience. */
export type PostName = keyof typeof AUDIENCES;

const ALL: PostName[] = ['PUBLIC', 'MEMBERS', 'ORGANISATION', 'UNPUBLISHED'];

/** Which of the author's posts each viewer may see. */
export const VISIBLE_POSTS: readonly (readonly [Viewer, readonly PostName[]])[] = [
  ['anonymous', ['PUBLIC']],
  ['member', ['PUBLIC', 'MEMBERS']],
  ['author', ALL],
  ['API key of the author without PROFILE_READ', ALL],
  ['colleague', ['PUBLIC', 'MEMBERS', 'ORGANISATION']],
  ['member of another organisation', ['PUBLIC', 'MEMBERS']],
  ['editor', ALL],
  ['moderator', ['PUBLIC', 'MEMBERS']],
  ['admin', ALL],
  ['API key of an admin without POSTS_READ', ['PUBLIC']],
];

/** Registers a post of the author with each audience. Returns their ids. */
export const registerPosts = async (open: OpenRatings): Promise<Readonly<Record<PostName, string>>> => {
  const ids = {} as Record<PostName, string>;
  for (const name of ALL) {
    ids[name] = await open.subject(undefined, { ...AUDIENCES[name], authorId: AUTHOR, organisationId: ORGANISATION });
  }
  return ids;
};
