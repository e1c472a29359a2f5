/** What a member does here. Membership gives roles; every service acts on them. */
export enum Role {
  MEMBER = 'MEMBER',
  EDITOR = 'EDITOR',
  ANALYST = 'ANALYST',
  MODERATOR = 'MODERATOR',
  ADMIN = 'ADMIN',
}

/** A part of what a member may do. A session has all that its roles allow; an API key is limited to some. */
export enum Scope {
  POSTS_READ = 'POSTS_READ',
  POSTS_WRITE = 'POSTS_WRITE',
  COMMENTS_WRITE = 'COMMENTS_WRITE',
  RATINGS_WRITE = 'RATINGS_WRITE',
  FACTS_READ = 'FACTS_READ',
  FACTS_WRITE = 'FACTS_WRITE',
  EXPORTS_READ = 'EXPORTS_READ',
  WEBHOOKS_MANAGE = 'WEBHOOKS_MANAGE',
  PROFILE_READ = 'PROFILE_READ',
}
