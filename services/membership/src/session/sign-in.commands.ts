import { type Clock, type Identity, toStorableText, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import { normaliseEmail } from '../account/email';
import { tooManyAttempts } from '../account/field-errors';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { hashPassword, isOutdated, verifyPassword } from '../password/password-hash';
import { accountCounter, clientCounters } from '../throttle/throttle-counter';
import { ThrottleStore } from '../throttle/throttle.store';
import { clearViewer, type ViewerLoaders } from '../viewer/viewer.loader';
import { viewerOf } from '../viewer/viewer.types';
import { SessionStore } from './session.store';
import type { SignInInput, SignInPayload } from './session.types';
import type { TokenIssuer } from './token-issuer';

export class SignInCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly tokens: TokenIssuer,
    private readonly loaders: ViewerLoaders,
  ) {}

  /**
   * Opens a session for the right address and password. An unknown address costs the same hash and the same statements
   * as a wrong password, is throttled alike, and gets the same answer. User errors: INVALID, RATE_LIMITED.
   */
  async signIn({ email: address, password }: SignInInput): Promise<SignInPayload> {
    const email = normaliseEmail(address) ?? address.slice(0, 300).trim().toLowerCase();
    const accountAttempts = accountCounter('sign-in', email);
    const clientAttempts = clientCounters('sign-in', this.identity.clientAddress);
    const wait = await new ThrottleStore(this.db, this.clock).attempt([accountAttempts, ...clientAttempts]);
    if (wait !== null) return notSignedIn(tooManyAttempts(wait));
    const account = await this.db.findOneBy(Account, { email: toStorableText(email) });
    const correct = await verifyPassword(account?.passwordHash ?? null, password);
    if (!account || !correct) return notSignedIn(WRONG_CREDENTIALS);
    const passwordHash = isOutdated(account.passwordHash) ? await hashPassword(password) : account.passwordHash;
    const grant = await this.db.transaction(async (tx) => {
      // Locks the account. Affects no row if the password was changed while this one was being verified.
      const { memberId, passwordHash: verified } = account;
      const { affected } = await tx.update(Account, { memberId, passwordHash: verified }, { passwordHash });
      const member = affected === 1 ? await tx.findOneBy(Member, { id: memberId }) : null;
      if (!member) return null;
      await new ThrottleStore(tx, this.clock).succeeded(accountAttempts, clientAttempts);
      return new SessionStore(tx, this.clock).open(member, this.identity.userAgent);
    });
    if (!grant) return notSignedIn(WRONG_CREDENTIALS);
    const { member, sessionId } = grant;
    const tokens = await this.tokens.issue(grant);
    clearViewer(this.loaders, member.id);
    return { viewer: viewerOf(member, { ...identityOf(member), sessionId }), tokens, userErrors: [] };
  }
}

const WRONG_CREDENTIALS = new UserError(
  UserErrorCode.INVALID,
  'The address or the password is wrong, or the address is not confirmed yet: open the link that we emailed.',
);

const notSignedIn = (userError: UserError): SignInPayload => ({ viewer: null, tokens: null, userErrors: [userError] });
