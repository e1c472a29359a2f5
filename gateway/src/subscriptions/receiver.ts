import type { Identity } from '@wizness/kernel';
import type { GraphQLFormattedError } from 'graphql';
import type { EventFrame } from './event-frame';

/** Why a subscription ended, apart from its client. */
export type SubscriptionEnd =
  /** It cannot continue: the errors say why. */
  | { readonly type: 'failed'; readonly errors: readonly GraphQLFormattedError[] }
  /** The credential is not valid any more. The client can continue with a new one. */
  | { readonly type: 'expired' }
  /** The session of the caller has ended. */
  | { readonly type: 'signed-out' }
  /** The client did not read. It can continue behind its last cursor. */
  | { readonly type: 'lagged' }
  /** The server stops. The client can continue behind its last cursor, here or elsewhere. */
  | { readonly type: 'stopped' };

/** What sends a subscription to its client. The functions that return a boolean say whether it takes more at present. */
export interface Receiver {
  event(frame: EventFrame): boolean;
  /** There was nothing new for the caller up to `cursor`: sent at the start, and as a heartbeat. Null if it is not known yet. */
  position(cursor: string | null): boolean;
  /** Called once, and then nothing more. */
  end(end: SubscriptionEnd): void;
}

/** The current identity of a caller, or why it has none any more. Rejects while that cannot be checked. */
export type CheckCredential = () => Promise<Identity | 'expired' | 'signed-out'>;
