import type { ContentContext, NewComment, NewPost, NewSeries, NewTopic } from '@wizness/content';
import type { Transactional } from '@wizness/kernel';

/** The stores of a context, with each call in a transaction of its own. */
export const autocommit = ({ inTransaction }: Transactional<ContentContext>) => ({
  posts: {
    publish: (post: NewPost) => inTransaction(({ stores }) => stores.posts.publish(post)),
    contribute: (answer: { challengeId: string; postId: string }) =>
      inTransaction(({ stores }) => stores.posts.contribute(answer)),
  },
  comments: { add: (comment: NewComment) => inTransaction(({ stores }) => stores.comments.add(comment)) },
  topics: { define: (topics: readonly NewTopic[]) => inTransaction(({ stores }) => stores.topics.define(topics)) },
  series: { define: (series: NewSeries) => inTransaction(({ stores }) => stores.series.define(series)) },
});
