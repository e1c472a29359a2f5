import { DatePrecision, ForwardPageArguments, UrlScalar } from '@wizness/kernel';
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { PostConnection, ROOT_LIST } from '../post/post.types';
import { OrganisationReference, PersonReference, referTo } from '../references';
import { EventDetails } from './event-details.entity';
import { EventSeries } from './event-series.entity';
import { EventSpeaker } from './event-speaker.entity';
import { EventSeriesArguments, EventSeriesConnection } from './series.types';

@Resolver(() => EventDetails)
export class EventDetailsResolver {
  @FieldResolver(() => EventSeries, { nullable: true, description: 'Series of the event. Null if it belongs to none.' })
  series(@Root() { seriesId }: EventDetails, @Ctx() { loaders }: ContentContext) {
    return seriesId === null ? null : loaders.seriesById.load(seriesId);
  }

  @FieldResolver(() => [OrganisationReference], { nullable: 'items', description: 'Organisers.' })
  organisers(@Root() { organiserIds }: EventDetails) {
    return organiserIds.map(referTo);
  }

  @FieldResolver(() => [EventSpeaker], { description: 'Speakers in their order.' })
  speakers(@Root() { id }: EventDetails, @Ctx() { loaders }: ContentContext) {
    return loaders.speakersOfEvent.load(id);
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description:
      'URL of the event as an iCalendar file, which exists if its post is public. Null if the day of the event is not known.',
  })
  async icsUrl(@Root() { id, startsAt, when }: EventDetails, @Ctx() { loaders, icsUrl }: ContentContext) {
    const hasDay = startsAt !== null || (when.precision === DatePrecision.DAY && !when.approximate);
    const post = hasDay ? await loaders.postById.load(id) : null;
    return post && icsUrl(post.slug);
  }

  @FieldResolver(() => PostConnection, { description: 'Articles that report on it, newest first.' })
  reports(
    @Root() { id }: EventDetails,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.reportsOnEvent(args).load(id);
  }
}

@Resolver(() => EventSpeaker)
export class EventSpeakerResolver {
  @FieldResolver(() => PersonReference, {
    nullable: true,
    description: 'The person. Null if not in the graph.',
  })
  person(@Root() { personId }: EventSpeaker) {
    return referTo(personId);
  }

  @FieldResolver(() => OrganisationReference, {
    nullable: true,
    description: 'Organisation that they speak for. Null if not known.',
  })
  organisation(@Root() { organisationId }: EventSpeaker) {
    return referTo(organisationId);
  }
}

@Resolver(() => EventSeries)
export class EventSeriesResolver {
  @Directive(ROOT_LIST)
  @Query(() => EventSeriesConnection, {
    nullable: true,
    description: 'Event series. One series: `filter: { ids }`. Null only if content is unavailable.',
  })
  eventSeries(@Args(() => EventSeriesArguments) args: EventSeriesArguments, @Ctx() { loaders }: ContentContext) {
    return loaders.eventSeries(args);
  }

  @FieldResolver(() => OrganisationReference, { nullable: true, description: 'Organiser. Null if not known.' })
  organiser(@Root() { organiserId }: EventSeries) {
    return referTo(organiserId);
  }

  @FieldResolver(() => PostConnection, { description: 'Its events, newest post first.' })
  events(
    @Root() { id }: EventSeries,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: ContentContext,
  ) {
    return loaders.eventsOfSeries(args).load(id);
  }
}
