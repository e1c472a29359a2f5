import { content } from '@wizness/content';
import type { Subgraph } from '@wizness/kernel';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';

/** The services that a gateway holds in its own process. No other file of the gateway may import them. */
export const services: readonly Subgraph[] = [content, membership, partnerships, ratings] as const;
