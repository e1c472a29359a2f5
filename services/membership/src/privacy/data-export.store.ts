import type { Clock } from '@wizness/kernel';
import { type EntityManager, MoreThan } from 'typeorm';
import { lockMember } from '../member/lock-member';
import { DataExport } from './data-export.entity';

const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
export const MAX_OPEN_EXPORTS = 5;

export class DataExportStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores an export for 7 days. If the member has {@link MAX_OPEN_EXPORTS} open ones, returns when the first of them
   * expires instead. Throws UNAUTHENTICATED for an erased member.
   */
  async add(memberId: string): Promise<DataExport | { readonly retryAfter: Date }> {
    // Serialises concurrent requests, so that the limit holds.
    await lockMember(this.tx, memberId, 'pessimistic_write');
    const requestedAt = this.clock.now();
    const open = await this.tx.find(DataExport, {
      where: { memberId, expiresAt: MoreThan(requestedAt) },
      order: { expiresAt: 'ASC' },
    });
    if (open[0] && open.length >= MAX_OPEN_EXPORTS) return { retryAfter: open[0].expiresAt };
    const expiresAt = new Date(requestedAt.getTime() + LIFETIME_MS);
    const row = { id: this.clock.newId('export'), memberId, requestedAt, expiresAt };
    await this.tx.insert(DataExport, row);
    return Object.assign(new DataExport(), row);
  }
}
