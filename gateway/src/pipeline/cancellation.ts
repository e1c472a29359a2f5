import { setMaxListeners } from 'node:events';

/** Called with the reason when work is no longer needed. */
type OnAbort = (reason: Error) => void;

/**
 * States when the work of one operation is no longer needed. An AbortSignal costs as much as the rest of a small fetch, so one
 * is only made when `signal` is read.
 */
export class Cancellation {
  private aborted: Error | null = null;
  private controller: AbortController | null = null;
  private readonly listeners = new Set<OnAbort>();

  /** Why the work is no longer needed; null if it is. */
  get reason(): Error | null {
    return this.aborted;
  }

  /** Aborted with the reason. */
  get signal(): AbortSignal {
    if (this.controller) return this.controller.signal;
    this.controller = new AbortController();
    const { signal } = this.controller;
    // Each fetch in flight adds a listener, and Node warns above ten.
    setMaxListeners(0, signal);
    if (this.aborted) this.controller.abort(this.aborted);
    return signal;
  }

  /** Calls `listener` when the work is aborted, until it is removed. */
  add(listener: OnAbort): void {
    this.listeners.add(listener);
  }

  remove(listener: OnAbort): void {
    this.listeners.delete(listener);
  }

  /** Aborts the work, once. */
  abort(reason: Error): void {
    if (this.aborted) return;
    this.aborted = reason;
    for (const listener of [...this.listeners]) listener(reason);
    this.controller?.abort(reason);
  }
}
