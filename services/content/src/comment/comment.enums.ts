import { registerEnumType } from 'type-graphql';

export enum CommentOrder {
  OLDEST = 'OLDEST',
  NEWEST = 'NEWEST',
}
registerEnumType(CommentOrder, {
  name: 'CommentOrder',
  description: 'Order of comments.',
  valuesConfig: {
    OLDEST: { description: 'Oldest first.' },
    NEWEST: { description: 'Newest first.' },
  },
});
