import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { hashSecret, isSecret, newSecret } from '../account/secret';
import { readSettings, SettingsStore } from '../notification/settings.store';
import { MailList } from './member-mail.entity';
import { UnsubscribeToken } from './unsubscribe-token.entity';

export class UnsubscribeStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Returns a new token for one mail. Only its hash is stored. */
  async issue(memberId: string, list: MailList): Promise<string> {
    const secret = newSecret();
    await this.tx.insert(UnsubscribeToken, { hash: hashSecret(secret), memberId, list, createdAt: this.clock.now() });
    return secret;
  }

  /** Ends all mails of the token's list. Repeating it changes nothing. False for an unknown token. */
  async unsubscribe(secret: string): Promise<boolean> {
    const token = isSecret(secret) && (await this.tx.findOneBy(UnsubscribeToken, { hash: hashSecret(secret) }));
    if (!token) return false;
    const { memberId, list } = token;
    const settings = new SettingsStore(this.tx);
    if (list === MailList.DIGEST) {
      await settings.update(memberId, { kinds: [], mail: { weeklyDigest: false } });
      return true;
    }
    const { kinds } = await readSettings(this.tx, memberId);
    await settings.update(memberId, { kinds: kinds.map((kind) => ({ ...kind, mail: false })), mail: {} });
    return true;
  }
}
