import { codesIn, type AttackRequest, type Reply } from './client';

/** Codes that no caller may cause. */
const FAULTS = new Set(['INTERNAL_SERVER_ERROR', 'SUBGRAPH_UNAVAILABLE', 'TIMEOUT', 'NO_CODE']);
const TOO_MANY_REQUESTS = 503;
const FIRST_SERVER_ERROR = 500;

/** Codes of operations that do nothing: an attack that sends valid ones would test nothing. */
const INVALID = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);

/** Why a response shows that the attack has worked, or was none; null if neither. */
const faultIn = (reply: Reply, isValid: boolean): string | null => {
  if (reply.body === null) return `status ${reply.status} without JSON`;
  const codes = codesIn(reply);
  const code = codes.find((each) => FAULTS.has(each) || (isValid && INVALID.has(each)));
  if (code !== undefined) return `${code} (${reply.body.errors?.[0]?.message})`;
  const isRefusedLoad = reply.status === TOO_MANY_REQUESTS && codes.includes('RATE_LIMITED');
  return reply.status >= FIRST_SERVER_ERROR && !isRefusedLoad ? `status ${reply.status}` : null;
};

/** What one kind of attack did. */
export interface KindReport {
  readonly kind: string;
  readonly requests: number;
  /** How many responses had each code; `OK` is a response without one. */
  readonly codes: Readonly<Record<string, number>>;
  /** Time of the whole attack. */
  readonly seconds: number;
  readonly slowestMs: number;
  readonly largestBytes: number;
  /** What must not happen, and did. */
  readonly violations: readonly string[];
}

const SHOWN_LENGTH = 300;

/** Collects the responses of one kind of attack. */
export class Reporter {
  private readonly startedAt = performance.now();
  private requests = 0;
  private readonly codes: Record<string, number> = {};
  private slowest = { ms: 0, name: '' };
  private largestBytes = 0;
  private readonly violations: string[] = [];

  /** `isValid` if every operation of the attack is valid. */
  constructor(
    private readonly kind: string,
    private readonly isValid = false,
  ) {}

  add({ name }: Pick<AttackRequest, 'name'>, reply: Reply): void {
    this.requests += 1;
    const codes = codesIn(reply);
    for (const code of codes.length > 0 ? codes : ['OK']) this.codes[code] = (this.codes[code] ?? 0) + 1;
    if (reply.ms > this.slowest.ms) this.slowest = { ms: reply.ms, name };
    this.largestBytes = Math.max(this.largestBytes, reply.bytes);
    const fault = faultIn(reply, this.isValid);
    if (fault !== null) this.violation(`${name}: ${fault}`);
  }

  /** States what must not happen, and did. */
  violation(what: string): void {
    this.violations.push(what.slice(0, SHOWN_LENGTH));
  }

  report(): KindReport {
    const { kind, requests, codes, slowest, largestBytes, violations } = this;
    const seconds = Math.round((performance.now() - this.startedAt) / 1000);
    return { kind, requests, codes, seconds, slowestMs: Math.round(slowest.ms), largestBytes, violations };
  }
}
