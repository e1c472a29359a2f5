import type { Row } from './row';
import type { World } from './scenario/scenario';

const row = (field: string, input: (world: World) => Record<string, unknown>): Row => {
  const type = field === 'unfollow' ? 'FollowInput' : `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  return {
    service: 'membership',
    name: `Mutation.${field}`,
    operation: `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code } } }`,
    variables: (world) => ({ input: input(world) }),
  };
};

/** Each with an input that is as good as it can be without mails: what is refused, is told by its code. */
export const MUTATION_ROWS: readonly Row[] = [
  row('register', () => ({ email: 'new@example.org', password: 'short', handle: 'new', name: 'New' })),
  row('verifyEmail', () => ({ token: 'none' })),
  row('signIn', () => ({ email: 'nobody@example.org', password: 'none' })),
  row('refreshSession', () => ({ refreshToken: 'none' })),
  row('requestPasswordReset', () => ({ email: 'none' })),
  row('resetPassword', () => ({ token: 'none', newPassword: 'short' })),
  row('signOut', () => ({ allSessions: true })),
  row('changePassword', () => ({ currentPassword: 'none', newPassword: 'short' })),
  row('updateProfile', () => ({ bio: 'Writes.' })),
  row('createApiKey', () => ({ name: 'Key', scopes: ['POSTS_READ'] })),
  row('revokeApiKey', () => ({ id: 'apikey_none' })),
  row('follow', ({ known }) => ({ id: known.topic })),
  row('unfollow', ({ known }) => ({ id: known.topic })),
  {
    service: 'membership',
    name: 'Mutation.requestDataExport',
    operation: 'mutation { requestDataExport { userErrors { code } } }',
  },
  row('eraseAccount', () => ({ password: 'none' })),
];
