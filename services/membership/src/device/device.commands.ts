import { type Clock, type Identity, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { requireLiveSession } from '../session/require-live-session';
import { SessionStore } from '../session/session.store';
import { clearViewer, type ViewerLoaders } from '../viewer/viewer.loader';
import { DEVICE_ID } from './device-id';
import type { ForgetDevicePayload } from './device.types';

export class DeviceCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ViewerLoaders,
  ) {}

  /**
   * Forgets a device of the caller and ends its sessions: a sign-in from it is one from a new device. User errors: NOT_FOUND.
   * Throws UNAUTHENTICATED for an anonymous caller and an ended session, FORBIDDEN for an API key.
   */
  async forget(id: string): Promise<ForgetDevicePayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    const forgotten = await this.db.transaction(async (tx) => {
      const [sessions] = await tx.query<[{ id: string }[], number]>(
        `UPDATE sessions SET device_hash = NULL WHERE member_id = $1 AND ${DEVICE_ID} = $2 RETURNING id`,
        [memberId, id],
      );
      const store = new SessionStore(tx, this.clock);
      for (const session of sessions) await store.end({ memberId, only: session.id });
      return sessions.length > 0;
    });
    if (!forgotten) {
      const userErrors = fieldErrors('id', 'You have no device with this id.', UserErrorCode.NOT_FOUND);
      return { deletedId: null, userErrors };
    }
    clearViewer(this.loaders, memberId);
    return { deletedId: id, userErrors: [] };
  }
}
