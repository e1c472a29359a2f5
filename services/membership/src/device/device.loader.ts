import { groupedByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { DEVICE_ID } from './device-id';

const MAX_LISTED = 50;

/** A device as its sessions show it. */
export interface FoundDevice {
  readonly memberId: string;
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly sessionIds: readonly string[];
}

const FIND = `
  SELECT * FROM (
    SELECT member_id AS "memberId", ${DEVICE_ID} AS id, min(created_at) AS "createdAt", max(last_seen_at) AS "lastSeenAt",
      (array_agg(user_agent ORDER BY created_at DESC, id DESC))[1] AS "userAgent", array_agg(id) AS "sessionIds",
      row_number() OVER (PARTITION BY member_id ORDER BY max(last_seen_at) DESC, device_hash) AS place
    FROM sessions WHERE member_id = ANY($1) AND device_hash IS NOT NULL GROUP BY member_id, device_hash
  ) devices WHERE place <= ${MAX_LISTED} ORDER BY "memberId", place`;

export const createDeviceLoaders = (db: EntityManager) => ({
  /** The 50 devices of a member that were last seen, also those without an open session. */
  devicesOfMember: groupedByKey(
    (memberIds: readonly string[]) => db.query<FoundDevice[]>(FIND, [memberIds]),
    (device) => device.memberId,
  ),
});
