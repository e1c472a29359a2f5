import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../random';
import type { Instances, Version } from './instances';
import type { ClusterMember } from './members';
import { type Acknowledged, createClusterWriter } from './writer';

/** A request failed although nothing but a replacement of processes happened. */
class RequestsLost extends Error {}

const PAUSE_MS = 20;
const SHOWN = 5;

/** What is replaced, and by what. */
export interface Roll {
  readonly instances: Instances;
  /** Names of programs. */
  readonly programs: readonly string[];
  readonly version: Version;
}

export interface RollLoad {
  readonly url: string;
  readonly members: readonly ClusterMember[];
  readonly acknowledged: Acknowledged;
  readonly random: Random;
  /** Ids of posts of others, to rate. */
  readonly subjects: () => readonly string[];
}

/**
 * Replaces the first process of each program, and then the next one, while `members` write and read. Returns how many requests
 * were sent meanwhile, by others too. Throws {@link RequestsLost} if one of them failed.
 */
export const rollUnderLoad = async ({ instances, programs, version }: Roll, load: RollLoad): Promise<number> => {
  const { url, members, acknowledged, random, subjects } = load;
  const [failedBefore, sentBefore] = [acknowledged.failed.length, acknowledged.requests];
  const rolling = new AbortController();
  const write = async (member: ClusterMember): Promise<void> => {
    const writer = createClusterWriter({ url, member, acknowledged, random });
    while (!rolling.signal.aborted) {
      await writer.publish(`cluster-load-${acknowledged.requests}-${member.id}`);
      const posts = subjects();
      if (posts.length > 0) await writer.rate(posts);
      await pause(PAUSE_MS);
    }
  };
  const replaceAll = async (): Promise<void> => {
    for (let number = 1; ; number += 1) {
      const turn = instances.all.filter(({ name }) => programs.some((program) => name === `${program} ${number}`));
      if (turn.length === 0) return;
      await Promise.all(turn.map((instance) => instance.replace(version)));
    }
  };
  await Promise.all([...members.map(write), replaceAll().finally(() => rolling.abort())]);
  const failed = acknowledged.failed.slice(failedBefore);
  if (failed.length > 0)
    throw new RequestsLost(
      `${failed.length} requests failed while processes were replaced: ${failed.slice(0, SHOWN).join('; ')}`,
    );
  return acknowledged.requests - sentBefore;
};
