import type { EventConsumer } from '@wizness/kernel';
import { KnownEntityService } from './known-entity.store';

const learn: EventConsumer['handle'] = (tx, { subject }) => new KnownEntityService(tx).learn(subject);

/** Keep what members may follow and work for in step with the services that own it. */
export const knownEntityConsumer: readonly EventConsumer[] = [
  { name: 'learn-of-topics', source: 'content', types: ['TopicDefined'], handle: learn },
  { name: 'learn-of-organisations', source: 'partnerships', types: ['OrganisationEstablished'], handle: learn },
];
