import { defineConsumer, type EventConsumer } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { KnownEntityStore } from './known-entity.store';

const addSubjects = (tx: EntityManager, events: readonly { readonly subject: string }[]) =>
  new KnownEntityStore(tx).addAll(events.map(({ subject }) => subject));

/**
 * Keeps the ids of all topics and organisations. The names are checkpoint keys. Never rename them: the consumers would
 * restart from the oldest event.
 */
export const knownEntityConsumers: readonly EventConsumer[] = [
  defineConsumer({ name: 'learn-of-topics', source: 'content', types: ['TopicDefined'], handleAll: addSubjects }),
  defineConsumer({
    name: 'learn-of-organisations',
    source: 'partnerships',
    types: ['OrganisationEstablished'],
    handleAll: addSubjects,
  }),
];
