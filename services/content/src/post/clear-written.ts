import type { ContentLoaders } from '../loaders';
import type { Post } from './post.entity';
import { clearPost } from './post.loader';

/** Removes a written post and its parts from the caches, so that later reads in the same operation see the new state. */
export const clearWritten = (loaders: ContentLoaders, post: Pick<Post, 'id' | 'slug' | 'kind'>): void => {
  clearPost(loaders, post);
  loaders.detailsByKind[post.kind].clear(post.id);
  loaders.topicsOfPost.clear(post.id);
  loaders.mentionsOfPost.clear(post.id);
  loaders.speakersOfEvent.clear(post.id);
};
