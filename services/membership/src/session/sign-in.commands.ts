import { type Clock, type Identity, toStorableText, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Account } from '../account/account.entity';
import { normaliseEmail } from '../account/email';
import { tooManyGuesses } from '../account/field-errors';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { hashPassword, isOutdated, verifyPassword } from '../password/password-hash';
import type { GuardedAttempts } from '../throttle/guarded-attempts';
import { clearViewer, type ViewerLoaders } from '../viewer/viewer.loader';
import { viewerOf } from '../viewer/viewer.types';
import { type Grant, type SessionOrigin, SessionStore } from './session.store';
import type { SignInInput, SignInPayload } from './session.types';
import { readOrigin } from './sign-in-origin';
import type { TokenIssuer } from './token-issuer';

export class SignInCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly tokens: TokenIssuer,
    private readonly attempts: GuardedAttempts,
    private readonly loaders: ViewerLoaders,
  ) {}

  /**
   * Opens a session for the right address and password. An unknown address costs the same hash and the same statements
   * as a wrong password, is throttled alike, and gets the same answer. User errors: INVALID, RATE_LIMITED.
   */
  async signIn({ email: address, password, deviceToken = null }: SignInInput): Promise<SignInPayload> {
    const email = toStorableText(normaliseEmail(address) ?? address.slice(0, 300).trim().toLowerCase());
    const { counters, ...origin } = await readOrigin(this.db, this.identity, { email, deviceToken });
    const { userAgent } = this.identity;
    const outcome = await this.attempts.run(counters, () => this.open({ email, password }, { ...origin, userAgent }));
    if ('wait' in outcome) return notSignedIn(tooManyGuesses(outcome.wait));
    if (outcome.result === null) return notSignedIn(WRONG_CREDENTIALS);
    const { member, sessionId } = outcome.result;
    const tokens = await this.tokens.issue(outcome.result);
    clearViewer(this.loaders, member.id);
    const viewer = viewerOf(member, { ...identityOf(member), sessionId });
    return { viewer, tokens, deviceToken: origin.deviceToken, userErrors: [] };
  }

  /** Opens a session. Returns null if the account does not exist or the password is wrong. */
  private async open(
    { email, password }: { readonly email: string; readonly password: string },
    origin: SessionOrigin,
  ): Promise<Grant | null> {
    const account = await this.db.findOneBy(Account, { email });
    const correct = await verifyPassword(account?.passwordHash ?? null, password);
    if (!account || !correct) return null;
    const { memberId, passwordHash: verified } = account;
    const passwordHash = isOutdated(verified) ? await hashPassword(password) : verified;
    return this.db.transaction(async (tx) => {
      // Locks the account. Affects no row if the password was changed while this one was being verified.
      const { affected } = await tx.update(Account, { memberId, passwordHash: verified }, { passwordHash });
      const member = affected === 1 ? await tx.findOneBy(Member, { id: memberId }) : null;
      return member && new SessionStore(tx, this.clock).open(member, origin);
    });
  }
}

const WRONG_CREDENTIALS = new UserError(
  UserErrorCode.INVALID,
  'The address or the password is wrong, or the address is not confirmed yet: open the link that we emailed.',
);

const notSignedIn = (userError: UserError): SignInPayload => ({
  viewer: null,
  tokens: null,
  deviceToken: null,
  userErrors: [userError],
});
