/** How long a door stays shut after wrong passwords. Pure but for its own memory, which is bounded. */
import { RateLimiter } from "@/lib/http/rate-limiter";

/** Failures of one name from one address that cost nothing but the failure. */
const FREE_FAILURES = 5;
const LONGEST_DELAY_S = 15 * 60;
/** After so long without a failure a name and address start afresh. */
const FORGET_MS = 60 * 60_000;
const MOST_KEYS = 20_000;

const WINDOW_MS = 5 * 60_000;
/**
 * Failures of all names together from one address: an office behind one address mistypes less. Beyond it, as beyond the
 * next, only those are let try who signed in from that address before: a colleague's attack is not theirs.
 */
const MOST_PER_ADDRESS = 60;
/** Failures everywhere. */
const MOST_AT_ALL = 1000;

interface Failures {
  count: number;
  last: number;
  /** Shut until then. */
  until: number;
}

export interface Attempt {
  name: string;
  ip: string;
}

/** Whether an attempt may be made: `ask` when only for somebody known at this address. */
export type Door = { state: "open" } | { state: "ask"; seconds: number } | { state: "shut"; seconds: number };

/** Counts failed sign-ins in this process's memory. A stranger's failures shut no door but the one at their own address. */
export class SignInGuard {
  readonly #failures = new Map<string, Failures>();
  readonly #limiter: RateLimiter;
  readonly #now: () => number;
  readonly #mostKeys: number;

  /** @param now milliseconds; injected by tests */
  constructor(now: () => number = Date.now, mostKeys = MOST_KEYS) {
    this.#now = now;
    this.#mostKeys = mostKeys;
    this.#limiter = new RateLimiter(WINDOW_MS, now, mostKeys);
  }

  /** What an attempt meets now, without counting it. */
  check(attempt: Attempt): Door {
    const now = this.#now();
    const own = this.#failures.get(keyOf(attempt));
    if (own && own.until > now) return { state: "shut", seconds: Math.ceil((own.until - now) / 1000) };
    const address = this.#limiter.peek(`ip ${attempt.ip}`, MOST_PER_ADDRESS);
    if (!address.allowed) return { state: "ask", seconds: address.resetSeconds };
    const all = this.#limiter.peek("all", MOST_AT_ALL);
    return all.allowed ? { state: "open" } : { state: "ask", seconds: all.resetSeconds };
  }

  /** Counts a failure: after five of one name from one address each next one doubles the wait, up to 15 minutes. */
  fail(attempt: Attempt): void {
    const now = this.#now();
    this.#limiter.take(`ip ${attempt.ip}`, MOST_PER_ADDRESS);
    this.#limiter.take("all", MOST_AT_ALL);
    const key = keyOf(attempt);
    const before = this.#failures.get(key);
    const count = before && now - before.last < FORGET_MS ? before.count + 1 : 1;
    const delay = count < FREE_FAILURES ? 0 : Math.min(2 ** (count - FREE_FAILURES), LONGEST_DELAY_S);
    // Anew, so that the map's order is that of use.
    this.#failures.delete(key);
    this.#failures.set(key, { count, last: now, until: now + delay * 1000 });
    const [oldest] = this.#failures.size > this.#mostKeys ? this.#failures.keys() : [];
    if (oldest !== undefined) this.#failures.delete(oldest);
  }

  /** Forgets a name's failures from one address: it signed in, or has a new password. */
  succeed(attempt: Attempt): void {
    this.#failures.delete(keyOf(attempt));
  }
}

const keyOf = ({ name, ip }: Attempt) => `${ip} ${name.toLowerCase()}`;
