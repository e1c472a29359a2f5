import { type Identity, type UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { requireLiveSession } from '../session/require-live-session';
import { ALWAYS_IN_APP } from './preferences';
import { SettingsStore } from './settings.store';
import type {
  QuietHoursInput,
  UpdateNotificationSettingsInput,
  UpdateNotificationSettingsPayload,
} from './settings.types';
import { isTimeOfDay } from './time-of-day';

export class SettingsCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly identity: Identity,
  ) {}

  /**
   * Changes what is sent to the caller. User errors: INVALID, CONFLICT (a kind twice), UNSUPPORTED (MODERATION out of the list).
   * Throws UNAUTHENTICATED for an anonymous caller, an ended session and an erased member, FORBIDDEN for an API key.
   */
  async update(input: UpdateNotificationSettingsInput): Promise<UpdateNotificationSettingsPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    const userErrors = errorsOf(input);
    if (userErrors.length > 0) return { settings: null, userErrors };
    const { kinds, weeklyDigest, quietHours } = input;
    const mail = {
      ...(weeklyDigest != null && { weeklyDigest }),
      ...(quietHours !== undefined && { quietFrom: quietHours?.from ?? null, quietTo: quietHours?.to ?? null }),
    };
    const change = { kinds: kinds ?? [], mail };
    return {
      settings: await this.db.transaction((tx) => new SettingsStore(tx).update(memberId, change)),
      userErrors: [],
    };
  }
}

const errorsOf = ({ kinds, quietHours }: UpdateNotificationSettingsInput): UserError[] => {
  const given = kinds ?? [];
  const twice = given.find(({ kind }, index) => given.findIndex((other) => other.kind === kind) < index);
  const hidden = given.find(({ kind, inApp }) => !inApp && ALWAYS_IN_APP.includes(kind));
  return [
    ...fieldErrors('kinds', twice ? `Give ${twice.kind} once.` : null, UserErrorCode.CONFLICT),
    ...fieldErrors('kinds', hidden ? `${hidden.kind} stays in the list.` : null, UserErrorCode.UNSUPPORTED),
    ...(quietHours ? quietHoursErrors(quietHours) : []),
  ];
};

const quietHoursErrors = ({ from, to }: QuietHoursInput): UserError[] => {
  const valid = isTimeOfDay(from) && isTimeOfDay(to);
  if (!valid) return fieldErrors('quietHours', 'Enter times of day such as 22:00.');
  return fieldErrors('quietHours', from === to ? 'The hours without mail are not the whole day.' : null);
};
