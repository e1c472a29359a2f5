import { z } from 'zod';
import { internalProcedure } from '../http/procedure';

/** What a mail shows of a post. */
const postCard = z.object({
  id: z.string(),
  title: z.string(),
  /** Public URL. */
  url: z.string(),
  /** First words of the text, plain. */
  excerpt: z.string(),
});

export type PostCard = z.output<typeof postCard>;

const cards = z.object({ cards: z.array(postCard).readonly() });

/** At most this many posts in one call. */
export const MAX_POST_CARDS = 100;

/** `POST /post-cards`: those of the posts that the caller may see now, in the given order. */
export const postCardsProcedure = internalProcedure(
  'post-cards',
  z.object({ ids: z.array(z.string()).max(MAX_POST_CARDS).readonly() }),
  cards,
);

/**
 * `POST /digest-posts`: a selection of posts, published after `since`, that the caller may see and follows: in topics, for or
 * about organisations, and by members. At most 8, without `except` and without posts that the caller wrote or commented on.
 */
export const digestPostsProcedure = internalProcedure(
  'digest-posts',
  z.object({ since: z.iso.datetime(), except: z.array(z.string()).readonly() }),
  cards,
);
