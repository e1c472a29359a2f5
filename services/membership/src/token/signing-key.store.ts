import type { Clock } from '@wizness/kernel';
import { exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';
import { type EntityManager, LessThan, MoreThan } from 'typeorm';
import { SigningKey } from './signing-key.entity';

const DAY_MS = 24 * 60 * 60 * 1000;
const SIGNS_MS = 30 * DAY_MS;
/** A key is published this long before it signs, so that whoever keeps the JWKS for a while knows it in time. */
const PUBLISHED_BEFORE_MS = DAY_MS;
/** And this long after: its last token lives ten minutes, and clocks differ. */
const PUBLISHED_AFTER_MS = 15 * 60 * 1000;
/** The very first key signs at once, for processes whose clocks are behind too. */
const HEAD_START_MS = 60 * 1000;

/**
 * The keys of access tokens. They follow each other every 30 days without anybody's doing: whoever signs and sees the
 * end near makes the next one. Nobody is signed out by that, since an old key stays published until its tokens expired.
 */
export class SigningKeyStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** The key that signs now. */
  async current(): Promise<SigningKey> {
    const now = this.clock.now();
    const found = pick(await this.unspent(this.db, now), now);
    return found.active && found.settled ? found.active : this.provide();
  }

  /** The public keys as RFC 7517 wants them: those that sign, will sign, or have signed what is still good. */
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

  /** Lets a new key sign from now on. What the old one signed stays good until it expires. */
  async rotate(): Promise<void> {
    await this.locked(async (tx) => {
      const now = this.clock.now();
      await tx.update(SigningKey, { signsUntil: MoreThan(now) }, { signsUntil: now });
      await this.add(tx, now);
    });
  }

  /** Forgets the keys whose tokens have all expired. */
  async sweep(): Promise<void> {
    await this.db.delete(SigningKey, { signsUntil: LessThan(new Date(this.clock.now().getTime() - DAY_MS)) });
  }

  /** Makes what is missing: a key for now, and the next one when this one ends soon. One process does it. */
  private provide(): Promise<SigningKey> {
    return this.locked(async (tx) => {
      const now = this.clock.now();
      const { active, settled } = pick(await this.unspent(tx, now), now);
      const signing = active ?? (await this.add(tx, new Date(now.getTime() - HEAD_START_MS)));
      if (active && !settled) await this.add(tx, active.signsUntil);
      return signing;
    });
  }

  private unspent(db: EntityManager, now: Date): Promise<SigningKey[]> {
    return db.find(SigningKey, { where: { signsUntil: MoreThan(now) }, order: { signsFrom: 'ASC', id: 'ASC' } });
  }

  private async add(tx: EntityManager, signsFrom: Date): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const key: SigningKey = {
      id: this.clock.newId('key'),
      publicKey: await exportJWK(publicKey),
      privateKey: await exportJWK(privateKey),
      signsFrom,
      signsUntil: new Date(signsFrom.getTime() + SIGNS_MS),
    };
    await tx.insert(SigningKey, key as never);
    return key;
  }

  private locked<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result> {
    return this.db.transaction(async (tx) => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtext('membership signing keys'))");
      return work(tx);
    });
  }
}

/** The newest key that may sign at `now`, and whether nothing needs to be made. */
const pick = (keys: readonly SigningKey[], now: Date): { active: SigningKey | undefined; settled: boolean } => {
  const active = keys.findLast(({ signsFrom }) => signsFrom <= now);
  const next = keys.some(({ signsFrom }) => signsFrom > now);
  return { active, settled: next || (active?.signsUntil.getTime() ?? 0) - now.getTime() > PUBLISHED_BEFORE_MS };
};
