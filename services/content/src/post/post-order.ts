import { badUserInput, type Order } from '@wizness/kernel';
import { Field, InputType } from 'type-graphql';
import { searchQuery } from '../search/post-search';
import { OrderDirection, PostOrderField } from './post.enums';

@InputType({ description: 'Sort order of a list of posts.' })
export class PostOrder {
  @Field(() => PostOrderField, { defaultValue: PostOrderField.PUBLISHED_AT, description: 'Value to sort by.' })
  readonly field: PostOrderField = PostOrderField.PUBLISHED_AT;

  @Field(() => OrderDirection, { defaultValue: OrderDirection.DESC, description: 'Direction.' })
  readonly direction: OrderDirection = OrderDirection.DESC;
}

type Key = Order['keys'][number];

/** Name of the query parameter that RELEVANCE needs. Its value is what `searchWords` returns for the text. */
export const RELEVANCE_PARAMETER = 'relevanceWords';

// Rounded, because a cursor holds the value in decimal and it must compare as equal afterwards.
const RELEVANCE = `round(CAST(ts_rank(post.search, ${searchQuery(RELEVANCE_PARAMETER)}) AS numeric), 6)`;

const KEYS: Readonly<Record<PostOrderField, Key>> = {
  PUBLISHED_AT: { sql: 'COALESCE(post.publishedAt, post.updatedAt)', type: 'timestamptz' },
  UPDATED_AT: { sql: 'post.updatedAt', type: 'timestamptz' },
  COMMENT_COUNT: { sql: 'post.commentCount', type: 'integer' },
  RELEVANCE: { sql: RELEVANCE, type: 'numeric' },
};

/** Throws BAD_USER_INPUT for RELEVANCE without a text. `words` is the searched text, null if there is none. */
export const postOrder = ({ field, direction }: PostOrder, words: string | null): Order => {
  if (field === PostOrderField.RELEVANCE && words === null) {
    throw badUserInput('RELEVANCE needs `filter.text`: give a text, or sort by another field.');
  }
  return { name: `posts by ${field}`, direction, keys: [KEYS[field], { sql: 'post.id', type: 'text' }] };
};

export const NEWEST_FIRST: Order = postOrder(new PostOrder(), null);
