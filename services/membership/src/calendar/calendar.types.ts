import { UrlScalar, UserError } from '@wizness/kernel';
import { Field, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';

@ObjectType({ description: 'Result of `rotateCalendarUrl`.' })
export class RotateCalendarUrlPayload {
  @Field(() => UrlScalar, {
    nullable: true,
    description:
      "URL of the member's own calendar in iCalendar format. It works for anyone who has it: keep it secret. Shown only here. Null on failure.",
  })
  readonly url: string | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `deleteCalendarUrl`.' })
export class DeleteCalendarUrlPayload {
  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
