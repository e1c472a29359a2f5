import { Role, Scope } from '@wizness/kernel';
import { registerEnumType } from 'type-graphql';

// What the kernel's table of permissions is made of, as the graph shows it.

registerEnumType(Role, {
  name: 'Role',
  description: 'What a member does here.',
  valuesConfig: {
    MEMBER: { description: 'Reads, writes, rates.' },
    EDITOR: { description: 'Takes care of posts and topics.' },
    ANALYST: { description: 'Takes care of facts and their sources.' },
    MODERATOR: { description: 'Keeps conversations decent.' },
    ADMIN: { description: 'Runs the community.' },
  },
});

registerEnumType(Scope, {
  name: 'Scope',
  description: 'A part of what a member may do, which an API key can be limited to. New scopes may come.',
  valuesConfig: {
    POSTS_READ: { description: 'Read the posts that the member may read.' },
    POSTS_WRITE: { description: 'Write posts and change them.' },
    COMMENTS_WRITE: { description: 'Comment.' },
    RATINGS_WRITE: { description: 'Rate and review.' },
    FACTS_READ: { description: 'Read facts and their sources.' },
    FACTS_WRITE: { description: 'State facts and review them.' },
    EXPORTS_READ: { description: 'Make exports and fetch them.' },
    WEBHOOKS_MANAGE: { description: 'Register webhooks and remove them.' },
    PROFILE_READ: {
      description: 'Read the e-mail address, the sessions and the API keys of the member, and whom they follow.',
    },
  },
});
