import { contentEvents } from './content.events';
import type { EventOf, NewEventOf, TypeIn } from './definition';
import { membershipEvents } from './membership.events';
import { partnershipsEvents } from './partnerships.events';
import { ratingsEvents } from './ratings.events';

/** Every event type of every service. */
export const eventCatalogue = { ...contentEvents, ...membershipEvents, ...partnershipsEvents, ...ratingsEvents };

type Catalogue = typeof eventCatalogue;

export type EventType = TypeIn<Catalogue>;

/** An event that a service appends to its log. */
export type NewEvent = NewEventOf<Catalogue>;

/** An event as a consumer gets it. */
export type ConsumedEvent<Type extends EventType = EventType> = EventOf<Catalogue, Type>;
