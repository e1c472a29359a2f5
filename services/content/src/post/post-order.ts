import { badUserInput, type Order } from '@wizness/kernel';
import { Field, InputType, registerEnumType } from 'type-graphql';
import { searchQuery } from '../search/post-search';

export enum PostOrderField {
  PUBLISHED_AT = 'PUBLISHED_AT',
  UPDATED_AT = 'UPDATED_AT',
  COMMENT_COUNT = 'COMMENT_COUNT',
  RELEVANCE = 'RELEVANCE',
}
registerEnumType(PostOrderField, {
  name: 'PostOrderField',
  description: 'What a list of posts is sorted by.',
  valuesConfig: {
    PUBLISHED_AT: { description: 'When they appeared here; before they do, when they last changed.' },
    UPDATED_AT: { description: 'When they last changed.' },
    COMMENT_COUNT: { description: 'How many comments they have.' },
    RELEVANCE: { description: 'How well they fit `filter.text`; only where that is given.' },
  },
});

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which end of a list comes first.',
  valuesConfig: {
    ASC: { description: 'The lowest, the oldest.' },
    DESC: { description: 'The highest, the newest.' },
  },
});

@InputType({ description: 'How a list of posts is sorted.' })
export class PostOrder {
  @Field(() => PostOrderField, { defaultValue: PostOrderField.PUBLISHED_AT, description: 'By what.' })
  readonly field: PostOrderField = PostOrderField.PUBLISHED_AT;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'In which direction.' })
  readonly direction: OrderDirection = OrderDirection.DESC;
}

type Key = Order['keys'][number];

/** The value of this parameter, which RELEVANCE needs, is what `searchWords` makes of the text. */
export const RELEVANCE_PARAMETER = 'relevanceWords';

// Rounded, because a cursor holds it in decimal and it has to be equal to itself after that.
const RELEVANCE = `round(CAST(ts_rank(post.search, ${searchQuery(RELEVANCE_PARAMETER)}) AS numeric), 6)`;

const KEYS: Readonly<Record<PostOrderField, Key>> = {
  PUBLISHED_AT: { sql: 'COALESCE(post.publishedAt, post.updatedAt)', type: 'timestamptz' },
  UPDATED_AT: { sql: 'post.updatedAt', type: 'timestamptz' },
  COMMENT_COUNT: { sql: 'post.commentCount', type: 'integer' },
  RELEVANCE: { sql: RELEVANCE, type: 'numeric' },
};

/** The order asked for. Throws BAD_USER_INPUT for RELEVANCE where there is no text to be relevant to. */
export const postOrder = ({ field, direction }: PostOrder, words: string | null): Order => {
  if (field === PostOrderField.RELEVANCE && words === null) {
    throw badUserInput('RELEVANCE needs `filter.text`: give a text, or sort by another field.');
  }
  return { name: `posts by ${field}`, direction, keys: [KEYS[field], { sql: 'post.id', type: 'text' }] };
};

export const NEWEST_FIRST: Order = postOrder(new PostOrder(), null);
