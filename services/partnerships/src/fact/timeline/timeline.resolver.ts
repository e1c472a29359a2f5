import { LANG, languagesFor, LanguageTagScalar } from '@wizness/kernel';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext, PartnershipsLoaders } from '../../context';
import { FactSubject } from '../../subject/subject.types';
import { Loaders } from '../../time/loaders-at';
import { describeFact } from '../value/describe-fact';
import { TimelineArguments, TimelineEntry, TimelineEntryConnection, TimelineOfArguments } from './timeline.types';

@Resolver(() => TimelineEntry)
export class TimelineResolver {
  @Query(() => TimelineEntryConnection, {
    nullable: true,
    description:
      'What happened to a subject, the earliest first; of equal first days the coarser date first. A date without a first day stands by its last one. Null if there is no such subject.',
  })
  timeline(@Args(() => TimelineArguments) args: TimelineArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.timelineOf(args);
  }

  @FieldResolver(() => String, { description: 'One sentence: subject, property and value.' })
  headline(
    @Root() { fact }: TimelineEntry,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return describeFact(fact, languagesFor(lang, identity), loaders);
  }
}

@Resolver(() => FactSubject)
export class SubjectTimelineResolver {
  @FieldResolver(() => TimelineEntryConnection, {
    nullable: true,
    description:
      'What happened to it, the earliest first; of equal first days the coarser date first. A date without a first day stands by its last one. Null only if partnerships is unavailable.',
  })
  timeline(
    @Root() { id }: FactSubject,
    @Args(() => TimelineOfArguments) args: TimelineOfArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.timelineOfSubject(args).load(id);
  }
}
