import { UserError } from '@wizness/kernel';
import { Field, InputType, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';
import { NotificationKind } from './notification.enums';

@ObjectType({ description: 'How one kind of notification is sent.' })
export class NotificationSetting {
  @Field(() => NotificationKind, { description: 'Kind.' })
  readonly kind: NotificationKind;

  @Field(() => Boolean, { description: 'Whether it is in the list. Always true for MODERATION.' })
  readonly inApp: boolean;

  @Field(() => Boolean, {
    description: 'Whether a mail is sent. A statement of reasons is always mailed.',
  })
  readonly mail: boolean;
}

@ObjectType({
  description:
    'Hours of each day in which no mail is sent; it waits until they end. In the time zone of the member, `Viewer.timeZone`.',
})
export class QuietHours {
  @Field(() => String, { description: 'First minute, `22:00`.' })
  readonly from: string;

  @Field(() => String, { description: 'First minute after them, `07:00`. May be on the next day.' })
  readonly to: string;
}

@ObjectType({ description: 'What is sent to the member, and how.' })
export class NotificationSettings {
  @Field(() => [NotificationSetting], { description: 'One entry per kind.' })
  readonly kinds: readonly NotificationSetting[];

  @Field(() => Boolean, {
    description:
      'Whether the weekly digest of followed topics, organisations and members is mailed. False until it is chosen.',
  })
  readonly weeklyDigest: boolean;

  @Field(() => QuietHours, { nullable: true, description: 'Hours without mail. Null: none.' })
  readonly quietHours: QuietHours | null;
}

@InputType({ description: 'How one kind of notification is sent.' })
export class NotificationSettingInput {
  @Field(() => NotificationKind, { description: 'Kind.' })
  readonly kind: NotificationKind;

  @Field(() => Boolean, { description: 'Whether it is in the list. MODERATION is refused without.' })
  readonly inApp: boolean;

  @Field(() => Boolean, { description: 'Whether a mail is sent.' })
  readonly mail: boolean;
}

@InputType({ description: 'Hours of each day in which no mail is sent, in the time zone of the member.' })
export class QuietHoursInput {
  @Field(() => String, { description: 'First minute, `22:00`.' })
  readonly from: string;

  @Field(() => String, { description: 'First minute after them, `07:00`: not `from`. May be on the next day.' })
  readonly to: string;
}

@InputType({ description: 'Changes of what is sent. Omitted fields stay unchanged.' })
export class UpdateNotificationSettingsInput {
  @Field(() => [NotificationSettingInput], {
    nullable: true,
    description: 'Settings of these kinds, each once. Null changes none.',
  })
  readonly kinds?: readonly NotificationSettingInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the weekly digest is mailed. Null changes nothing.' })
  readonly weeklyDigest?: boolean | null;

  @Field(() => QuietHoursInput, { nullable: true, description: 'Hours without mail; null for none.' })
  readonly quietHours?: QuietHoursInput | null;
}

@ObjectType({ description: 'Result of `updateNotificationSettings`.' })
export class UpdateNotificationSettingsPayload {
  @Field(() => NotificationSettings, { nullable: true, description: 'The settings. Null if refused.' })
  readonly settings: NotificationSettings | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
