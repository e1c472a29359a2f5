import { type Clock, type Identity, toStorableText, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import { normaliseEmail } from '../account/email';
import { waitFirst } from '../account/field-errors';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { hashPassword, isOutdated, verifyPassword } from '../password/password-hash';
import { accountCounter, addressCounter, ThrottleStore } from '../throttle/throttle.store';
import { viewerOf } from '../viewer/viewer.types';
import type { SessionStore } from './session.store';
import type { SignInInput, SignInPayload } from './session.types';

export class SignInCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly throttles: ThrottleStore,
    private readonly sessions: SessionStore,
  ) {}

  /**
   * Opens a session for who knows the password. An address without an account costs the same hash and the same
   * statements as a wrong password, waits alike, and gets the same words.
   */
  async signIn({ email: address, password }: SignInInput): Promise<SignInPayload> {
    const email = normaliseEmail(address) ?? address.slice(0, 300).trim().toLowerCase();
    const account = accountCounter('sign-in', email);
    const from = addressCounter('sign-in', this.identity.clientAddress);
    const wait = await this.throttles.attempt([account, ...from]);
    if (wait !== null) return notSignedIn(waitFirst(wait));
    const known = await this.db.findOneBy(Account, { email: toStorableText(email) });
    const right = await verifyPassword(known?.passwordHash ?? null, password);
    if (!known || !right) return notSignedIn(WRONG);
    const passwordHash = isOutdated(known.passwordHash) ? await hashPassword(password) : known.passwordHash;
    const granted = await this.db.transaction(async (tx) => {
      // Holds the row, and fails where the password was reset while this one was being verified.
      const { memberId, passwordHash: verified } = known;
      const { affected } = await tx.update(Account, { memberId, passwordHash: verified }, { passwordHash });
      const member = affected === 1 ? await tx.findOneBy(Member, { id: memberId }) : null;
      if (!member) return null;
      await new ThrottleStore(tx, this.clock).succeeded(account, from);
      return this.sessions.open(tx, member);
    });
    if (!granted) return notSignedIn(WRONG);
    const { member, sessionId } = granted;
    const tokens = await this.sessions.tokensOf(granted);
    return { viewer: viewerOf(member, { ...identityOf(member), sessionId }), tokens, userErrors: [] };
  }
}

const WRONG = new UserError(
  UserErrorCode.INVALID,
  'Address or password is wrong, or the address has not been confirmed yet by the link that we mailed.',
);

const notSignedIn = (userError: UserError): SignInPayload => ({ viewer: null, tokens: null, userErrors: [userError] });
