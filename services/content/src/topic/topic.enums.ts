import { registerEnumType } from 'type-graphql';

export enum TopicRelationKind {
  BROADER = 'BROADER',
  RELATED = 'RELATED',
}

export enum TopicOrder {
  SLUG = 'SLUG',
  MOST_POSTS = 'MOST_POSTS',
}
registerEnumType(TopicOrder, {
  name: 'TopicOrder',
  description: 'Order of topics. The slug breaks ties.',
  valuesConfig: {
    SLUG: { description: 'By slug.' },
    MOST_POSTS: { description: 'Most posts that the caller may see first.' },
  },
});
