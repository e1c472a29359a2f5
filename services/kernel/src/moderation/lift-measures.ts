import { defineConsumer, type EventConsumer } from '../event-log/consumer';
import { handleJob, type JobHandler } from '../jobs/job-kind';
import { idPrefix } from '../values/clock';
import { endMeasure } from './measure-job';
import type { ModeratedService } from './moderated-service';
import { ModerationStore } from './moderation.store';

/** Lifts the measure of a case whose decision was overturned in an appeal. The name is the checkpoint key: never rename it. */
export const liftedMeasuresConsumer = (service: ModeratedService): EventConsumer =>
  defineConsumer({
    name: 'lift-measures',
    source: 'membership',
    types: ['MeasureLifted'],
    handle: async (tx, { subject, payload: { caseId } }, clock) => {
      if (!service.prefixes.includes(idPrefix(subject) ?? '')) return;
      await new ModerationStore(tx, clock, service).lift(caseId);
    },
  });

/** Lifts a measure whose time is over. */
export const endMeasureHandler = (service: ModeratedService): JobHandler =>
  handleJob(endMeasure, async ({ payload: { caseId }, finish, clock }) => {
    await finish((tx) => new ModerationStore(tx, clock, service).lift(caseId));
  });
