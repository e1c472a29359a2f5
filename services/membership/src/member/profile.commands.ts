import { authorise, type Clock, type Identity, type UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { requireLiveSession } from '../session/require-live-session';
import { checkName, checkText } from './display-text';
import type { UpdateProfileInput, UpdateProfilePayload } from './member.types';
import { isTimeZone } from '../notification/time-of-day';
import { ProfileStore } from './profile.store';

export class ProfileCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /**
   * Changes the caller's profile. Throws UNAUTHENTICATED for an anonymous caller, an ended session and an erased member,
   * FORBIDDEN for an API key, and for a suspended member who changes what others see.
   */
  async update(input: UpdateProfileInput): Promise<UpdateProfilePayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    if (input.name !== undefined || input.bio !== undefined) authorise(this.identity, 'APPEAR_TO_OTHERS');
    const userErrors = errorsOf(input);
    if (userErrors.length > 0) return { member: null, userErrors };
    const member = await this.db.transaction((tx) => new ProfileStore(tx, this.clock).update(memberId, input));
    return { member, userErrors: [] };
  }
}

const errorsOf = ({ name, bio, locale, timeZone }: UpdateProfileInput): UserError[] => [
  ...fieldErrors(
    'name',
    name === null ? 'A name is required: omit the field to keep it.' : null,
    UserErrorCode.REQUIRED,
  ),
  ...fieldErrors('name', name == null ? null : checkName(name)),
  ...fieldErrors('bio', bio == null ? null : checkText(bio)),
  ...fieldErrors(
    'locale',
    locale === null ? 'A language is required: omit the field to keep it.' : null,
    UserErrorCode.REQUIRED,
  ),
  ...fieldErrors(
    'timeZone',
    timeZone === null ? 'A time zone is required: omit the field to keep it.' : null,
    UserErrorCode.REQUIRED,
  ),
  ...fieldErrors(
    'timeZone',
    timeZone == null || isTimeZone(timeZone) ? null : 'Enter the name of a time zone, such as Europe/Paris.',
  ),
];
