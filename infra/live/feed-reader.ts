import { setTimeout as pause } from 'node:timers/promises';
import { uuidOf } from '@wizness/kernel';
import { firstDifference, type Reader } from './reader';

/** The parts of a JSON Feed that are used. */
interface Feed {
  readonly next_url?: string;
  readonly items: readonly { readonly id: string }[];
}

const POLL_MS = 500;

/**
 * A program that polls the JSON Feed, and reads on in the archives until a document has nothing new. A feed is ordered by time of
 * publication and has no cursors: what must hold is that no post is missing and that each has one id.
 */
export const startFeedReader = (siteUrl: string): Reader => {
  const known = new Set<string>();
  const stop = new AbortController();
  const { signal } = stop;
  let tag = '';

  const read = async (address: string, headers: Record<string, string> = {}): Promise<Response> => {
    // Documents link to the public address, which is not that of the connection that is cut.
    const { pathname, search } = new URL(address, siteUrl);
    const response = await fetch(`${siteUrl}${pathname}${search}`, { headers, signal });
    if (!response.ok && response.status !== 304) throw new Error(`The feed responds with ${response.status}.`);
    return response;
  };
  /** Takes the posts of a document. Returns where it continues; null if nothing in it was new. */
  const take = ({ items, next_url: next }: Feed, found: Set<string>): string | null => {
    const before = found.size;
    for (const { id } of items) if (!known.has(id)) found.add(id);
    return found.size > before ? (next ?? null) : null;
  };
  const poll = async (): Promise<void> => {
    const response = await read('/feeds/posts.json', tag === '' ? {} : { 'if-none-match': tag });
    if (response.status === 304) return;
    const found = new Set<string>();
    let next = take((await response.json()) as Feed, found);
    while (next !== null) next = take((await (await read(next)).json()) as Feed, found);
    // Only now: a poll that fails half-way is made again from the start.
    for (const id of found) known.add(id);
    tag = response.headers.get('etag') ?? '';
  };
  const follow = async (): Promise<void> => {
    while (!signal.aborted) {
      await poll().catch(() => undefined);
      await pause(POLL_MS);
    }
  };
  void follow();
  return {
    name: 'a poller of the feed',
    stop: () => stop.abort(),
    isDone: ({ ids }) => known.size >= ids.length,
    problem: ({ ids }) => firstDifference([...known].toSorted(), ids.map((id) => `urn:uuid:${uuidOf(id)}`).toSorted()),
  };
};
