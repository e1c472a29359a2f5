import { defineJob } from '@wizness/kernel';
import { z } from 'zod';

/** Publishes a post at a time. Its key is the id of the post. What it does: publish-due-post.ts. */
export const publishJob = defineJob({ kind: 'publish-post', payload: z.object({ postId: z.string() }) });
