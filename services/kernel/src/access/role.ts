/** Role of a member. Membership assigns roles; every service checks them. */
export enum Role {
  MEMBER = 'MEMBER',
  EDITOR = 'EDITOR',
  ANALYST = 'ANALYST',
  MODERATOR = 'MODERATOR',
  ADMIN = 'ADMIN',
}

/** A group of permissions. A session has all scopes that its roles allow; an API key has some of them. */
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
