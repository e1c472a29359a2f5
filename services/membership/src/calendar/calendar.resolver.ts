import { DateTimeScalar, isAllowed } from '@wizness/kernel';
import { Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Viewer } from '../viewer/viewer.types';
import { DeleteCalendarUrlPayload, RotateCalendarUrlPayload } from './calendar.types';

@Resolver(() => Viewer)
export class CalendarResolver {
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the URL of the member's own calendar was created. Null if there is none, and for an API key without PROFILE_READ.",
  })
  async calendarUrlCreatedAt(@Root() { member, identity }: Viewer, @Ctx() { loaders }: MembershipContext) {
    if (!isAllowed(identity, 'READ_PROFILE')) return null;
    return (await loaders.calendarTokenOf.load(member.id))?.createdAt ?? null;
  }

  @Mutation(() => RotateCalendarUrlPayload, {
    description:
      'Creates the URL of a calendar with the events that the caller goes to or waits for. The URL before no longer works.',
  })
  rotateCalendarUrl(@Ctx() { calendars }: MembershipContext) {
    return calendars.rotate();
  }

  @Mutation(() => DeleteCalendarUrlPayload, { description: "Ends the URL of the caller's own calendar." })
  deleteCalendarUrl(@Ctx() { calendars }: MembershipContext) {
    return calendars.delete();
  }
}
