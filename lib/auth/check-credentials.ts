import "server-only";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import type { RequestInfo } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { verifyPassword } from "@/lib/auth/password";
import type { SessionToken } from "@/lib/auth/session-cookie";
import { startSession } from "@/lib/auth/start-session";
import { AppError } from "@/lib/errors";
import { RateLimiter } from "@/lib/http/rate-limiter";

/** Failures per name and address before the door stays shut for the rest of the window. */
const MOST_FAILURES = 10;
const WINDOW_MS = 5 * 60_000;

interface Store {
  lookflexSignInLimiter?: RateLimiter;
  /** The last attempt in line, by key. */
  lookflexSignInLine?: Map<string, Promise<unknown>>;
}
const store = globalThis as typeof globalThis & Store;
store.lookflexSignInLimiter ??= new RateLimiter(WINDOW_MS);
store.lookflexSignInLine ??= new Map();
const failures = store.lookflexSignInLimiter;
const line = store.lookflexSignInLine;

/** Attempts of one name from one address follow one another: all at once, each would find the door still open. */
async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = line.get(key);
  const mine = before ? before.then(work, work) : work();
  line.set(key, mine);
  try {
    return await mine;
  } finally {
    if (line.get(key) === mine) line.delete(key);
  }
}

const Credentials = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) });

async function refuse(
  request: RequestInfo,
  userId: string | null,
  reason: string,
  key: string,
): Promise<never> {
  failures.take(key, MOST_FAILURES);
  await recordChange(
    db,
    { userId, request },
    { action: "session.refused", category: "SECURITY", severity: "WARNING", metadata: { reason } },
  );
  throw new AppError("AUTH_003");
}

/**
 * Signs somebody in by email and password: same answer and same work whether the address, the password or both are wrong,
 * or the person is suspended.
 * @returns what the cookie says
 * @throws AppError AUTH_003; RATE_001 after too many failures of this name from this address
 */
export async function checkCredentials(input: unknown, request: RequestInfo): Promise<SessionToken> {
  const parsed = Credentials.safeParse(input);
  const { email, password } = parsed.success ? parsed.data : { email: "", password: "" };
  const name = email.trim().normalize("NFC").replaceAll("\0", "");
  const key = `${request.ip} ${name.toLowerCase()}`;
  return inTurn(key, () => compare(name, password, key, request));
}

async function compare(
  name: string,
  password: string,
  key: string,
  request: RequestInfo,
): Promise<SessionToken> {
  const door = failures.peek(key, MOST_FAILURES);
  if (!door.allowed) throw new AppError("RATE_001", { retryAfter: door.resetSeconds });

  const [user] = await db
    .select({ id: users.id, role: users.role, hash: users.passwordHash, suspendedAt: users.suspendedAt })
    .from(users)
    .where(eq(sql`lower(${users.email})`, sql`lower(${name})`))
    .limit(1);
  const fits = await verifyPassword(user?.hash ?? null, password);
  if (!user) return refuse(request, null, "unknown", key);
  if (!fits) return refuse(request, user.id, "password", key);
  if (user.suspendedAt) return refuse(request, user.id, "suspended", key);
  failures.clear(key);
  const sid = await db.transaction((tx) => startSession(tx, user.id, request));
  return { sub: user.id, sid, role: user.role };
}
