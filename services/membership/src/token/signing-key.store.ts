import type { Clock } from '@wizness/kernel';
import { exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import { type EntityManager, LessThan, MoreThan } from 'typeorm';
import { SigningKey } from './signing-key.entity';

const DAY_MS = 24 * 60 * 60 * 1000;
const SIGNING_PERIOD_MS = 30 * DAY_MS;
/** A key is published this long before it signs, so that caches of the key set include it in time. */
const PUBLISHED_BEFORE_MS = DAY_MS;
/** And this long after it signed last: for the ten minutes that its last token is valid, and for clock differences. */
const PUBLISHED_AFTER_MS = 15 * 60 * 1000;
/** The first key of a database starts this much earlier, for processes whose clocks are behind. */
const FIRST_KEY_OFFSET_MS = 60 * 1000;

/**
 * The key pairs that sign tokens. They rotate automatically every 30 days: a process that signs shortly before the end
 * creates the next one. No session ends by that, because an old key stays published until its tokens have expired.
 */
export class SigningKeyStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** The key that signs now. Creates it, or its successor, when necessary. */
  async current(): Promise<SigningKey> {
    const now = this.clock.now();
    const { active, complete } = select(await this.findUsable(this.db, now), now);
    return active && complete ? active : this.createMissing();
  }

  /** The public keys (RFC 7517): those that sign, will sign, or have signed tokens that are still valid. */
  async jwks(): Promise<JSONWebKeySet> {
    await this.current();
    const since = new Date(this.clock.now().getTime() - PUBLISHED_AFTER_MS);
    const keys = await this.db.find(SigningKey, {
      select: { id: true, publicKey: true },
      where: { signsUntil: MoreThan(since) },
      order: { signsFrom: 'ASC', id: 'ASC' },
    });
    return { keys: keys.map(({ id, publicKey }) => ({ ...publicKey, kid: id, alg: 'EdDSA', use: 'sig' })) };
  }

  /** Replaces the current key at once. Tokens that it signed stay valid until they expire. */
  async rotate(): Promise<void> {
    await this.exclusively(async (tx) => {
      const now = this.clock.now();
      await tx.update(SigningKey, { signsUntil: MoreThan(now) }, { signsUntil: now });
      await this.add(tx, now);
    });
  }

  /** Deletes the keys whose tokens have all expired. */
  async deleteExpired(): Promise<void> {
    await this.db.delete(SigningKey, { signsUntil: LessThan(new Date(this.clock.now().getTime() - DAY_MS)) });
  }

  /** Creates a key for now if there is none, and the next one if the current one ends soon. Returns the current one. */
  private createMissing(): Promise<SigningKey> {
    return this.exclusively(async (tx) => {
      const now = this.clock.now();
      const { active, complete } = select(await this.findUsable(tx, now), now);
      const current = active ?? (await this.add(tx, new Date(now.getTime() - FIRST_KEY_OFFSET_MS)));
      if (active && !complete) await this.add(tx, active.signsUntil);
      return current;
    });
  }

  private findUsable(db: EntityManager, now: Date): Promise<SigningKey[]> {
    return db.find(SigningKey, { where: { signsUntil: MoreThan(now) }, order: { signsFrom: 'ASC', id: 'ASC' } });
  }

  private async add(tx: EntityManager, signsFrom: Date): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const key: SigningKey = {
      id: this.clock.newId('key'),
      publicKey: await exportJWK(publicKey),
      privateKey: await exportJWK(privateKey),
      signsFrom,
      signsUntil: new Date(signsFrom.getTime() + SIGNING_PERIOD_MS),
    };
    await tx.insert(SigningKey, key as never);
    return key;
  }

  /** One process at a time creates keys. */
  private exclusively<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    return this.db.transaction(async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtext('membership signing keys'))");
      return work(tx);
    });
  }
}

/** The newest key that may sign at `now`, and whether no key needs to be created. */
const select = (keys: readonly SigningKey[], now: Date): { active: SigningKey | undefined; complete: boolean } => {
  const active = keys.findLast(({ signsFrom }) => signsFrom <= now);
  const hasNext = keys.some(({ signsFrom }) => signsFrom > now);
  return { active, complete: hasNext || (active?.signsUntil.getTime() ?? 0) - now.getTime() > PUBLISHED_BEFORE_MS };
};
