import { z } from 'zod';
import { internalProcedure } from '../http/procedure';

/**
 * `POST /withdrawn-post`: whether a public post had this slug, and has been withdrawn or removed. The page of the post
 * then says that it is gone, and not that it never existed. False for a post that never was public.
 */
export const withdrawnPostProcedure = internalProcedure(
  'withdrawn-post',
  z.object({ slug: z.string().max(200) }),
  z.object({ withdrawn: z.boolean() }),
);
