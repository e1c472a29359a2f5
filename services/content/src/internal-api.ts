import {
  anonymous,
  claimWebhooksProcedure,
  type Clock,
  digestPostsProcedure,
  implementProcedure,
  postCardsProcedure,
  type ProcedureHandler,
  readFileProcedure,
  readCalendarProcedure,
  receiveUploadProcedure,
  recordDeliveryProcedure,
  releaseWebhookProcedure,
  type RunningSubgraph,
  withdrawnPostProcedure,
} from '@wizness/kernel';
import type { ContentContext } from './context';

/** What the gateway, and membership for its mails, call in content, besides the procedures that every service has. */
export const procedures = (running: RunningSubgraph<ContentContext>, clock: Clock): readonly ProcedureHandler[] => [
  implementProcedure(postCardsProcedure, async ({ ids }, { identity }) => ({
    cards: await running.createContext({ identity, clock }).postCards(ids),
  })),
  implementProcedure(digestPostsProcedure, async ({ since, except }, { identity }) => {
    const context = running.createContext({ identity, clock });
    return { cards: await context.postCards(await context.digestPosts({ since: new Date(since), except })) };
  }),
  implementProcedure(receiveUploadProcedure, async ({ id, token, content }, { identity }) => ({
    result: await running
      .createContext({ identity, clock })
      .receiveUpload({ id, token, bytes: Buffer.from(content, 'base64') }),
  })),
  implementProcedure(readFileProcedure, async (request, { identity }) => {
    const found = await running.createContext({ identity, clock }).readFile(request);
    if (!found) return { file: null };
    const { file, isPublic, bytes } = found;
    const { fileName, contentType } = file;
    return { file: { fileName, contentType, isPublic, content: bytes.toString('base64') } };
  }),
  implementProcedure(readCalendarProcedure, async ({ selection }, { identity }) => ({
    calendar: await running.createContext({ identity, clock }).readCalendar(selection),
  })),
  implementProcedure(claimWebhooksProcedure, async ({ checksKeys, ...claim }) => {
    const { webhookQueue } = running.createContext({ identity: anonymous, clock });
    return {
      webhooks: await webhookQueue.claim(claim),
      otherKeys: checksKeys ? await webhookQueue.countOtherKeys() : null,
    };
  }),
  implementProcedure(recordDeliveryProcedure, (attempt) =>
    running.createContext({ identity: anonymous, clock }).webhookQueue.record(attempt),
  ),
  implementProcedure(releaseWebhookProcedure, (release) =>
    running.createContext({ identity: anonymous, clock }).webhookQueue.release(release),
  ),
  implementProcedure(withdrawnPostProcedure, async ({ slug }) => ({
    withdrawn: await running.createContext({ identity: anonymous, clock }).loaders.wasPublic(slug),
  })),
];
