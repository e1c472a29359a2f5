import { anonymous, defineJob, handleJob, type JobHandler } from '@wizness/kernel';
import { z } from 'zod';
import { createContext } from '../../context';
import type { PartnershipsSettings } from '../../environment';
import { rowsIn } from '../../export/export-column';
import { layOut } from './lay-out';
import { NetworkLayout, WHOLE_NETWORK } from './network-layout.entity';

/** Looks once a minute whether the whole network has to be laid out again. */
export const layoutJob = defineJob({ kind: 'lay-out-network', payload: z.object({}), everyMs: 60_000 });

/** A network that changes all the time is laid out for at most this part of the time of one processor. */
const SHARE = 1 / 20;

/** Computes where the nodes of the network that everyone may see are drawn, if anything has changed since it was computed. */
export const layoutHandler = (settings: PartnershipsSettings): JobHandler =>
  handleJob(layoutJob, async ({ write, finish, clock, signal }) => {
    // Pages are read outside of transactions: a large network takes long.
    const db = await write(async (tx) => tx.dataSource.manager);
    const context = createContext(db, { identity: anonymous, clock }, settings);
    const { latest: knownAt, pastChangedAt } = await context.readStamps();
    const last = await db.findOneBy(NetworkLayout, { id: WHOLE_NETWORK });
    const startedAt = clock.now().getTime();
    if (last) {
      const isSame = Number(last.knownAt) === Number(knownAt) && Number(last.pastChangedAt) === Number(pastChangedAt);
      if (isSame || startedAt - Number(last.laidOutAt) < (last.seconds * 1000) / SHARE) return;
    }
    const { pages } = await (await context.loadersAt({ knownAt })).exportedTable('network', null, null);
    const pairs: [string, string][] = [];
    for await (const page of pages()) {
      signal.throwIfAborted();
      for (const { source, target } of rowsIn(page)) pairs.push([String(source), String(target)]);
    }
    const positions = await layOut(pairs, signal);
    const laidOutAt = clock.now();
    const seconds = (laidOutAt.getTime() - startedAt) / 1000;
    const layout = { id: WHOLE_NETWORK, knownAt, pastChangedAt, positions, laidOutAt, seconds };
    await finish(async (tx) => void (await tx.upsert(NetworkLayout, layout, ['id'])));
  });
