import { waitUntil } from '@wizness/kernel/testing';
import { PASSWORD } from '../join';
import type { Actor, Community, MutationCall } from './community';
import { post, statement } from './content-calls';

const NEW_PASSWORD = 'seven other lanterns under the bridge';

/** The case of a decision about a post by the author, once membership has read of it. */
const decidedCase = async ({ author, moderator }: Community): Promise<string> => {
  const { id: postId } = await post(author);
  await moderator.make('moderatePost', { postId, status: 'HIDDEN', statement }, 'post');
  return waitUntil(async () => {
    const { viewer } = (await author.ask(
      '{ viewer { moderationCases { nodes { id target { ... on Post { id } } } } } }',
    )) as { viewer: { moderationCases: { nodes: { id: string; target: { id?: string } | null }[] } } };
    return viewer.moderationCases.nodes.find(({ target }) => target?.id === postId)?.id;
  });
};

const registered = async ({ tokenFor }: Community, { run }: Actor, handle: string) => {
  const email = `${handle}@example.org`;
  const payload = await run('register', { email, password: PASSWORD, handle, name: 'Marin' }, 'accepted');
  return { email, payload, token: () => tokenFor(email, 1) };
};

const suspended = async ({ joined, moderator }: Community): Promise<string> => {
  const { id: memberId } = await joined();
  await moderator.make('suspendMember', { memberId, statement }, 'member');
  return memberId;
};

const apiKey = ({ make }: Actor) => make('createApiKey', { name: 'Key', scopes: ['POSTS_READ'] }, 'apiKey');

/** A call of each mutation of membership. */
export const MEMBERSHIP_CALLS: Readonly<Record<string, MutationCall>> = {
  register: async (community) => [
    (await registered(community, community.reader, 'registers')).payload,
    { accepted: true },
  ],
  verifyEmail: async (community) => {
    const { token } = await registered(community, community.reader, 'verifies');
    const input = { token: await token(), password: PASSWORD };
    return [await community.reader.run('verifyEmail', input, 'member { handle }'), { member: { handle: 'verifies' } }];
  },
  signIn: async ({ reader }) => [
    await reader.run('signIn', { email: reader.email, password: PASSWORD }, 'viewer { email } tokens { accessToken }'),
    { viewer: { email: reader.email }, tokens: { accessToken: expect.any(String) } },
  ],
  refreshSession: async ({ reader }) => {
    const credentials = { email: reader.email, password: PASSWORD };
    const { refreshToken } = await reader.make<{ refreshToken: string }>(
      'signIn',
      credentials,
      'tokens',
      '{ refreshToken }',
    );
    const payload = await reader.run('refreshSession', { refreshToken }, 'tokens { accessToken }');
    return [payload, { tokens: { accessToken: expect.any(String) } }];
  },
  signOut: async ({ joined }) => [
    await (await joined()).run('signOut', { allSessions: true }, 'endedSessions'),
    { endedSessions: 1 },
  ],
  forgetDevice: async ({ reader }) => {
    await reader.make('signIn', { email: reader.email, password: PASSWORD }, 'tokens', '{ accessToken }');
    const { viewer } = (await reader.ask('{ viewer { devices { id current } } }')) as {
      viewer: { devices: { id: string; current: boolean }[] };
    };
    const { id } = viewer.devices.find(({ current }) => !current) ?? {};
    return [await reader.run('forgetDevice', { id }, 'deletedId'), { deletedId: id }];
  },
  requestPasswordReset: async ({ reader }) => [
    await reader.run('requestPasswordReset', { email: reader.email }, 'accepted'),
    { accepted: true },
  ],
  resetPassword: async ({ joined, tokenFor }) => {
    const member = await joined();
    await member.run('requestPasswordReset', { email: member.email }, 'accepted');
    const token = await tokenFor(member.email, 2);
    return [await member.run('resetPassword', { token, newPassword: NEW_PASSWORD }, 'done'), { done: true }];
  },
  changePassword: async ({ joined }) => [
    await (await joined()).run('changePassword', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }, 'done'),
    { done: true },
  ],
  createApiKey: async ({ reader }) => [
    await reader.run('createApiKey', { name: 'Key', scopes: ['POSTS_READ'] }, 'secret apiKey { scopes }'),
    { secret: expect.any(String), apiKey: { scopes: ['POSTS_READ'] } },
  ],
  revokeApiKey: async ({ reader }) => {
    const { id } = await apiKey(reader);
    return [
      await reader.run('revokeApiKey', { id }, 'apiKey { id revokedAt }'),
      { apiKey: { id, revokedAt: expect.any(String) } },
    ];
  },
  updateProfile: async ({ reader }) => [
    await reader.run('updateProfile', { bio: 'Writes.', timeZone: 'Europe/Paris' }, 'member { bio }'),
    { member: { bio: 'Writes.' } },
  ],
  claimAffiliation: async ({ admin, organisationId }) => [
    await admin.run(
      'claimAffiliation',
      { organisationId, title: 'Engineer' },
      'member { affiliation { title verified } }',
    ),
    { member: { affiliation: { title: 'Engineer', verified: false } } },
  ],
  verifyAffiliation: async ({ judge, editor, organisationId }) => {
    await judge.make('claimAffiliation', { organisationId }, 'member');
    const input = { memberId: judge.id, organisationId };
    return [
      await editor.run('verifyAffiliation', input, 'member { affiliation { verified } }'),
      { member: { affiliation: { verified: true } } },
    ];
  },
  endAffiliation: async ({ moderator, organisationId }) => {
    await moderator.make('claimAffiliation', { organisationId }, 'member');
    return [
      await moderator.run('endAffiliation', {}, 'member { affiliation { verified } }'),
      { member: { affiliation: null } },
    ];
  },
  setOrganisationDomains: async ({ editor, organisationId }) => [
    await editor.run(
      'setOrganisationDomains',
      { organisationId, domains: ['works.example.com'] },
      'organisation { mailDomains }',
    ),
    { organisation: { mailDomains: ['works.example.com'] } },
  ],
  setRoles: async ({ judge, admin }) => {
    const roles = ['MEMBER', 'ANALYST', 'MODERATOR'];
    return [await admin.run('setRoles', { memberId: judge.id, roles }, 'member { roles }'), { member: { roles } }];
  },
  markNotificationsRead: async ({ reader }) => [
    await reader.run('markNotificationsRead', { ids: [] }, 'viewer { unreadNotificationCount }'),
    { viewer: { unreadNotificationCount: expect.any(Number) } },
  ],
  updateNotificationSettings: async ({ reader }) => [
    await reader.run('updateNotificationSettings', { weeklyDigest: true }, 'settings { weeklyDigest }'),
    { settings: { weeklyDigest: true } },
  ],
  mute: async ({ author, reader }) => {
    const { id } = await post(author);
    return [await reader.run('mute', { id }, 'target { ... on Post { id } }'), { target: { id } }];
  },
  unmute: async ({ reader, editor }) => {
    const { id } = editor;
    await reader.make('mute', { id }, 'target', '{ __typename }');
    return [await reader.run('unmute', { id }, 'target { ... on Member { id } }'), { target: { id } }];
  },
  follow: async ({ reader, author }) => [
    await reader.run('follow', { id: author.id }, 'target { ... on Member { viewerFollows } }'),
    { target: { viewerFollows: true } },
  ],
  unfollow: async ({ reader, author }) => {
    await reader.make('follow', { id: author.id }, 'target', '{ __typename }');
    return [
      await reader.run('unfollow', { id: author.id }, 'target { ... on Member { viewerFollows } }'),
      { target: { viewerFollows: false } },
    ];
  },
  rotateCalendarUrl: async ({ reader }) => [
    await reader.run('rotateCalendarUrl', null, 'url'),
    { url: expect.stringMatching(/\/calendar\/.+\.ics$/) },
  ],
  deleteCalendarUrl: async ({ author }) => {
    await author.make('rotateCalendarUrl', null, 'url', '');
    return [await author.run('deleteCalendarUrl', null), {}];
  },
  requestDataExport: async ({ reader }) => [
    await reader.run('requestDataExport', null, 'export { id }'),
    { export: { id: expect.any(String) } },
  ],
  flagMember: async ({ reader, judge: { id } }) => [
    await reader.run('flagMember', { memberId: id, reason: 'SPAM' }, 'member { id }'),
    { member: { id } },
  ],
  reportContent: async ({ author, reader }) => {
    const person = { name: 'Neighbour', email: 'neighbour@example.net', goodFaith: true };
    const input = { targetId: (await post(author)).id, explanation: 'Article 1.', ...person };
    return [await reader.run('reportContent', input, 'accepted'), { accepted: true }];
  },
  suspendMember: async ({ joined, moderator }) => [
    await moderator.run(
      'suspendMember',
      { memberId: (await joined()).id, statement: { ...statement, until: '2126-01-01T00:00:00Z' } },
      'member { suspendedUntil } case { status }',
    ),
    { member: { suspendedUntil: '2126-01-01T00:00:00.000Z' }, case: { status: 'DECIDED' } },
  ],
  reinstateMember: async (community) => [
    await community.moderator.run(
      'reinstateMember',
      { memberId: await suspended(community), statement },
      'member { suspendedUntil }',
    ),
    { member: { suspendedUntil: null } },
  ],
  appealDecision: async (community) => [
    await community.author.run(
      'appealDecision',
      { caseId: await decidedCase(community), text: 'It is not an insult.' },
      'case { status }',
    ),
    { case: { status: 'APPEALED' } },
  ],
  decideAppeal: async (community) => {
    const caseId = await decidedCase(community);
    await community.author.make('appealDecision', { caseId, text: 'It is not an insult.' }, 'case');
    return [
      await community.judge.run(
        'decideAppeal',
        { caseId, overturned: true, reason: 'It is none.' },
        'case { status appeal { overturned } }',
      ),
      { case: { status: 'CLOSED', appeal: { overturned: true } } },
    ];
  },
  eraseAccount: async ({ joined }) => [
    await (await joined()).run('eraseAccount', { password: PASSWORD }, 'erasedAt'),
    { erasedAt: expect.any(String) },
  ],
};
