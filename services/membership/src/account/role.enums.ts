import { Role, Scope } from '@wizness/kernel';
import { registerEnumType } from 'type-graphql';

// The kernel defines roles and scopes for its permission table; membership owns their GraphQL types.

registerEnumType(Role, {
  name: 'Role',
  description: 'The role of a member in the community.',
  valuesConfig: {
    MEMBER: { description: 'Reads, writes and rates.' },
    EDITOR: { description: 'Maintains posts and topics.' },
    ANALYST: { description: 'Maintains facts and their sources.' },
    MODERATOR: { description: 'Moderates conversations.' },
    ADMIN: { description: 'Administers the community.' },
  },
});

registerEnumType(Scope, {
  name: 'Scope',
  description: 'A permission that an API key can be limited to. New scopes may be added.',
  valuesConfig: {
    POSTS_READ: { description: 'Read the posts that the member may read.' },
    POSTS_WRITE: { description: 'Write posts and change them.' },
    COMMENTS_WRITE: { description: 'Comment.' },
    RATINGS_WRITE: { description: 'Rate and review.' },
    FACTS_READ: {
      description:
        'Read facts, their quotes and their sources. The text of a post that is not public needs POSTS_READ too.',
    },
    FACTS_WRITE: { description: 'State facts and review them.' },
    EXPORTS_READ: { description: 'Create exports and download them.' },
    WEBHOOKS_MANAGE: { description: 'Register webhooks and remove them.' },
    PROFILE_READ: {
      description: 'Read the email address, sessions and API keys of the member, and what the member follows.',
    },
  },
});
