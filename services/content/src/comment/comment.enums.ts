import { registerEnumType } from 'type-graphql';

export enum CommentOrder {
  OLDEST = 'OLDEST',
  NEWEST = 'NEWEST',
  BEST = 'BEST',
}
registerEnumType(CommentOrder, {
  name: 'CommentOrder',
  description: 'Order of comments.',
  valuesConfig: {
    OLDEST: { description: 'Oldest first.' },
    NEWEST: { description: 'Newest first.' },
    BEST: { description: 'By the number of members who reacted, without the author, most first; then newest first.' },
  },
});
