/** The mutations that tests run, each with the alias `payload`. */
export const MUTATIONS = {
  register:
    'mutation ($input: RegisterInput!) { payload: register(input: $input) { accepted userErrors { code field message } } }',
  verifyEmail:
    'mutation ($input: VerifyEmailInput!) { payload: verifyEmail(input: $input) { member { id handle name } userErrors { code field message } } }',
  signIn: `mutation ($input: SignInInput!) { payload: signIn(input: $input) {
    viewer { member { id } email emailVerified scopes sessions { id current } }
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt } deviceToken userErrors { code field message } } }`,
  refreshSession: `mutation ($input: RefreshSessionInput!) { payload: refreshSession(input: $input) {
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt } userErrors { code field message } } }`,
  forgetDevice:
    'mutation ($input: ForgetDeviceInput!) { payload: forgetDevice(input: $input) { deletedId userErrors { code } } }',
  signOut: 'mutation ($input: SignOutInput!) { payload: signOut(input: $input) { endedSessions userErrors { code } } }',
  requestPasswordReset:
    'mutation ($input: RequestPasswordResetInput!) { payload: requestPasswordReset(input: $input) { accepted userErrors { code field message } } }',
  resetPassword:
    'mutation ($input: ResetPasswordInput!) { payload: resetPassword(input: $input) { done revokedApiKeys userErrors { code field message } } }',
  changePassword:
    'mutation ($input: ChangePasswordInput!) { payload: changePassword(input: $input) { done userErrors { code field message } } }',
  updateProfile: `mutation ($input: UpdateProfileInput!) { payload: updateProfile(input: $input) {
    member { name bio locale } userErrors { code field message } } }`,
  createApiKey: `mutation ($input: CreateApiKeyInput!) { payload: createApiKey(input: $input) {
    apiKey { id name prefix scopes expiresAt lastUsedAt } secret userErrors { code field message } } }`,
  revokeApiKey:
    'mutation ($input: RevokeApiKeyInput!) { payload: revokeApiKey(input: $input) { apiKey { id revokedAt } userErrors { code field message } } }',
  claimAffiliation: `mutation ($input: ClaimAffiliationInput!) { payload: claimAffiliation(input: $input) {
    member { affiliation { title verified organisation { id } } } userErrors { code field message } } }`,
  verifyAffiliation:
    'mutation ($input: VerifyAffiliationInput!) { payload: verifyAffiliation(input: $input) { member { affiliation { verified } } userErrors { code field message } } }',
  endAffiliation:
    'mutation ($input: EndAffiliationInput!) { payload: endAffiliation(input: $input) { member { affiliation { verified } } userErrors { code field message } } }',
  setOrganisationDomains:
    'mutation ($input: SetOrganisationDomainsInput!) { payload: setOrganisationDomains(input: $input) { userErrors { code field message } } }',
  setRoles:
    'mutation ($input: SetRolesInput!) { payload: setRoles(input: $input) { member { roles } userErrors { code field message } } }',
  markNotificationsRead:
    'mutation ($input: MarkNotificationsReadInput!) { payload: markNotificationsRead(input: $input) { viewer { unreadNotificationCount } userErrors { code field message } } }',
  updateNotificationSettings: `mutation ($input: UpdateNotificationSettingsInput!) { payload: updateNotificationSettings(input: $input) {
    settings { kinds { kind inApp mail } weeklyDigest quietHours { from to } } userErrors { code field message } } }`,
  mute: 'mutation ($input: MuteInput!) { payload: mute(input: $input) { target { __typename ... on Member { id } ... on Post { id } } userErrors { code field message } } }',
  unmute:
    'mutation ($input: MuteInput!) { payload: unmute(input: $input) { target { __typename ... on Member { id } ... on Post { id } } userErrors { code field message } } }',
  eraseAccount:
    'mutation ($input: EraseAccountInput!) { payload: eraseAccount(input: $input) { erasedAt userErrors { code field message } } }',
  follow:
    'mutation ($input: FollowInput!) { payload: follow(input: $input) { target { __typename ... on Member { id } ... on Topic { id } ... on Organisation { id } } userErrors { code field message } } }',
  unfollow:
    'mutation ($input: FollowInput!) { payload: unfollow(input: $input) { target { __typename ... on Member { id } ... on Topic { id } ... on Organisation { id } } userErrors { code field message } } }',
} as const;

export type MutationName = keyof typeof MUTATIONS;
