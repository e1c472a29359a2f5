import { defineConsumer, type EventConsumer } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { KnownEntityStore } from './known-entity.store';

const learn = (tx: EntityManager, { subject }: { readonly subject: string }) =>
  new KnownEntityStore(tx).learn(subject);

/** Keep what members may follow and work for in step with the services that own it. */
export const knownEntityConsumer: readonly EventConsumer[] = [
  defineConsumer({ name: 'learn-of-topics', source: 'content', types: ['TopicDefined'], handle: learn }),
  defineConsumer({
    name: 'learn-of-organisations',
    source: 'partnerships',
    types: ['OrganisationEstablished'],
    handle: learn,
  }),
];
