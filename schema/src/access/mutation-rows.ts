import type { Row } from './row';
import type { Scenario } from './scenario/scenario';

/** Input types that do not have the name of their mutation. */
const INPUTS: Readonly<Record<string, string>> = {
  unfollow: 'FollowInput',
  unmute: 'MuteInput',
  addReaction: 'ReactionInput',
  removeReaction: 'ReactionInput',
  pingWebhook: 'WebhookInput',
  rotateWebhookSecret: 'WebhookInput',
  deleteWebhook: 'WebhookInput',
};

const row = (
  field: string,
  input: (scenario: Scenario) => Record<string, unknown>,
  service: Row['service'] = 'membership',
): Row => {
  const type = INPUTS[field] ?? `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  return {
    service,
    name: `Mutation.${field}`,
    operation: `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code } } }`,
    variables: (scenario) => ({ input: input(scenario) }),
  };
};

const HIDDEN = { status: 'HIDDEN', statement: { rule: '1 Kindness', facts: 'It insults.', explanation: 'It hurts.' } };

/** Inputs are as valid as they can be without the tokens that are sent by mail; a refused input shows its user error code. */
export const MUTATION_ROWS: readonly Row[] = [
  row('createPost', () => ({ kind: 'NEWS', title: 'New', body: 'New text.', lang: 'en' }), 'content'),
  row('updatePost', ({ posts }) => ({ id: posts.draft, expectedRevision: 1, summary: 'New' }), 'content'),
  row('publishPost', ({ posts }) => ({ id: posts.public }), 'content'),
  row('unpublishPost', ({ posts }) => ({ id: posts.draft }), 'content'),
  row('deletePost', () => ({ id: 'post_none' }), 'content'),
  row('setRsvp', () => ({ postId: 'post_none', going: true }), 'content'),
  row('contributeToChallenge', ({ posts }) => ({ challengeId: 'post_none', postId: posts.public }), 'content'),
  row('withdrawContribution', ({ posts }) => ({ challengeId: 'post_none', postId: posts.public }), 'content'),
  row('createEventSeries', () => ({ name: 'New series' }), 'content'),
  row('saveTopic', () => ({ slug: 'new-topic', labels: [{ lang: 'en', value: 'New' }] }), 'content'),
  row('register', () => ({ email: 'new@example.org', password: 'short', handle: 'new', name: 'New' })),
  row('verifyEmail', () => ({ token: 'none', password: 'none' })),
  row('signIn', () => ({ email: 'unknown@example.org', password: 'none' })),
  row('refreshSession', () => ({ refreshToken: 'none' })),
  row('requestPasswordReset', () => ({ email: 'none' })),
  row('resetPassword', () => ({ token: 'none', newPassword: 'short' })),
  row('signOut', () => ({ allSessions: true })),
  row('changePassword', () => ({ currentPassword: 'none', newPassword: 'short' })),
  row('updateProfile', () => ({ bio: 'Writes.' })),
  row('claimAffiliation', ({ entities }) => ({ organisationId: entities.organisation })),
  row('verifyAffiliation', ({ members, entities }) => ({
    memberId: members.member,
    organisationId: entities.organisation,
  })),
  row('endAffiliation', ({ members }) => ({ memberId: members.colleague })),
  row('setOrganisationDomains', ({ entities }) => ({
    organisationId: entities.organisation,
    domains: ['example.org'],
  })),
  row('setRoles', ({ members }) => ({ memberId: members.member, roles: ['MEMBER', 'EDITOR'] })),
  row('markNotificationsRead', () => ({ ids: [] })),
  row('updateNotificationSettings', () => ({ weeklyDigest: true })),
  row('mute', ({ members }) => ({ id: members.analyst })),
  row('unmute', ({ members }) => ({ id: members.analyst })),
  row('createApiKey', () => ({ name: 'Key', scopes: ['POSTS_READ'] })),
  row('revokeApiKey', () => ({ id: 'apikey_none' })),
  row('follow', ({ entities }) => ({ id: entities.topic })),
  row('unfollow', ({ entities }) => ({ id: entities.topic })),
  {
    service: 'membership',
    name: 'Mutation.requestDataExport',
    operation: 'mutation { requestDataExport { userErrors { code } } }',
  },
  {
    service: 'membership',
    name: 'Mutation.rotateCalendarUrl',
    operation: 'mutation { rotateCalendarUrl { userErrors { code } } }',
  },
  {
    service: 'membership',
    name: 'Mutation.deleteCalendarUrl',
    operation: 'mutation { deleteCalendarUrl { userErrors { code } } }',
  },
  {
    service: 'partnerships',
    name: 'Mutation.saveProperty',
    operation: 'mutation { saveProperty(input: { key: "new" }) { userErrors { code } } }',
  },
  row(
    'recordFact',
    () => ({ subjectId: 'org_x', property: 'x', measure: 'ACTUAL', presence: 'NONE', citations: [] }),
    'partnerships',
  ),
  row('reviseFact', () => ({ id: 'fact_x', expectedVersion: 1, reason: 'x' }), 'partnerships'),
  row('setFactRank', () => ({ id: 'fact_x', rank: 'NORMAL', reason: 'x' }), 'partnerships'),
  row('acceptFact', () => ({ id: 'fact_x' }), 'partnerships'),
  row('disputeFact', () => ({ id: 'fact_x', reason: 'x' }), 'partnerships'),
  row('retractFact', () => ({ id: 'fact_x', reason: 'x' }), 'partnerships'),
  {
    service: 'partnerships',
    name: 'Mutation.saveUnit',
    operation: 'mutation { saveUnit(input: { code: "new" }) { userErrors { code } } }',
  },
  row('rate', ({ posts }) => ({ subjectId: posts.public, score: 4 }), 'ratings'),
  row('voteRatingHelpful', ({ ratings }) => ({ ratingId: ratings.public, helpful: true }), 'ratings'),
  row('replyToRating', ({ ratings }) => ({ ratingId: ratings.public, body: 'Thanks.' }), 'ratings'),
  row('removeRating', ({ posts }) => ({ subjectId: posts.public }), 'ratings'),
  row('createComment', ({ posts }) => ({ postId: posts.public, body: 'Good.' }), 'content'),
  row('updateComment', ({ comments }) => ({ id: comments.public, body: 'Better.' }), 'content'),
  row('deleteComment', ({ comments }) => ({ id: comments.public }), 'content'),
  row('addReaction', ({ posts }) => ({ targetId: posts.public, kind: 'LIKE' }), 'content'),
  row('removeReaction', ({ posts }) => ({ targetId: posts.public, kind: 'LIKE' }), 'content'),
  row('flagPost', ({ posts }) => ({ postId: posts.public, reason: 'SPAM' }), 'content'),
  row('flagComment', ({ comments }) => ({ commentId: comments.public, reason: 'SPAM' }), 'content'),
  row('flagRating', ({ ratings }) => ({ ratingId: ratings.public, reason: 'SPAM' }), 'ratings'),
  row('moderatePost', ({ posts }) => ({ postId: posts.public, ...HIDDEN }), 'content'),
  row('moderateComment', ({ comments }) => ({ commentId: comments.public, ...HIDDEN }), 'content'),
  row('moderateRating', ({ ratings }) => ({ ratingId: ratings.public, ...HIDDEN }), 'ratings'),
  row('requestUpload', () => ({ fileName: 'photo.jpg', contentType: 'image/jpeg', bytes: 1000 }), 'content'),
  row('attachUpload', ({ posts }) => ({ uploadId: 'upload_none', postId: posts.public, alt: '' }), 'content'),
  row('removeAttachment', () => ({ id: 'file_none' }), 'content'),
  row('createWebhook', () => ({ url: 'https://example.org/hooks' }), 'content'),
  row('updateWebhook', () => ({ id: 'webhook_none' }), 'content'),
  row('pingWebhook', () => ({ id: 'webhook_none' }), 'content'),
  row('rotateWebhookSecret', () => ({ id: 'webhook_none' }), 'content'),
  row('deleteWebhook', () => ({ id: 'webhook_none' }), 'content'),
  row('redeliverWebhook', () => ({ deliveryId: 'delivery_none' }), 'content'),
  row('replayWebhook', () => ({ id: 'webhook_none', after: 'content.0000000000000000' }), 'content'),
  row('flagMember', ({ members }) => ({ memberId: members.colleague, reason: 'SPAM' })),
  row('reportContent', ({ posts }) => ({
    targetId: posts.public,
    explanation: 'Article 1.',
    name: 'Neighbour',
    email: 'neighbour@example.net',
    goodFaith: true,
  })),
  row('suspendMember', ({ members }) => ({ memberId: members.colleague, statement: HIDDEN.statement })),
  row('reinstateMember', ({ members }) => ({ memberId: members.colleague, statement: HIDDEN.statement })),
  row('appealDecision', () => ({ caseId: 'case_none', text: 'No.' })),
  row('decideAppeal', () => ({ caseId: 'case_none', overturned: true, reason: 'Yes.' })),
  row('eraseAccount', () => ({ password: 'none' })),
];
