import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import type { RequestInfo } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { verifyPassword } from "@/lib/auth/password";
import type { SessionToken } from "@/lib/auth/session-cookie";
import { type Attempt, SignInGuard } from "@/lib/auth/sign-in-guard";
import { startSession } from "@/lib/auth/start-session";
import { AppError } from "@/lib/errors";

interface Turn {
  last: Promise<unknown>;
  waiting: number;
}
interface Store {
  lookflexSignInGuard?: SignInGuard;
  /** The last attempt in line, by key. */
  lookflexSignInTurns?: Map<string, Turn>;
}
const store = globalThis as typeof globalThis & Store;
store.lookflexSignInGuard ??= new SignInGuard();
store.lookflexSignInTurns ??= new Map();
const guard = store.lookflexSignInGuard;
const turns = store.lookflexSignInTurns;

/** Attempts of one name from one address that may wait for one another. */
const LONGEST_TURN = 30;

/** Attempts of one name from one address follow one another: all at once, each would find the door still open. */
async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const turn = turns.get(key);
  if (turn && turn.waiting >= LONGEST_TURN) throw new AppError("RATE_001", { retryAfter: 1 });
  const mine = turn ? turn.last.then(work, work) : work();
  const now = { last: mine, waiting: (turn?.waiting ?? 0) + 1 };
  turns.set(key, now);
  try {
    return await mine;
  } finally {
    const current = turns.get(key);
    if (current?.last === mine) turns.delete(key);
    else if (current) current.waiting -= 1;
  }
}

const Credentials = z.object({ email: z.string().min(1).max(254), password: z.string().min(1).max(1024) });

async function refuse(
  attempt: Attempt,
  request: RequestInfo,
  userId: string | null,
  reason: string,
): Promise<never> {
  guard.fail(attempt);
  await recordChange(
    db,
    { userId, request },
    { action: "session.refused", category: "SECURITY", severity: "WARNING", metadata: { reason } },
  );
  throw new AppError("AUTH_003");
}

/** Whether this name has signed in from this address before: an attack from everywhere must not lock its person out. */
async function isKnown({ name, ip }: Attempt): Promise<boolean> {
  const [row] = await db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sql`lower(${users.email})`, sql`lower(${name})`), eq(sessions.ip, ip)))
    .limit(1);
  return row !== undefined;
}

async function assertOpen(attempt: Attempt, request: RequestInfo): Promise<void> {
  const door = guard.check(attempt);
  if (door.state === "open" || (door.state === "ask" && (await isKnown(attempt)))) return;
  await recordRefusal(null, request, 429, "RATE_001");
  throw new AppError("RATE_001", { retryAfter: door.seconds });
}

/**
 * Signs somebody in by email and password: same answer and same work whether the address, the password or both are wrong,
 * or the person is suspended.
 * @returns what the cookie says
 * @throws AppError AUTH_003; RATE_001 while a door is shut, see {@link SignInGuard}, or too many sign in at once
 */
export async function checkCredentials(input: unknown, request: RequestInfo): Promise<SessionToken> {
  const parsed = Credentials.safeParse(input);
  const { email, password } = parsed.success ? parsed.data : { email: "", password: "" };
  const name = email.trim().normalize("NFC").replaceAll("\0", "");
  const attempt = { name, ip: request.ip };
  return inTurn(`${request.ip} ${name.toLowerCase()}`, () => compare(attempt, password, request));
}

async function compare(attempt: Attempt, password: string, request: RequestInfo): Promise<SessionToken> {
  await assertOpen(attempt, request);
  const [user] = await db
    .select({ id: users.id, role: users.role, hash: users.passwordHash, suspendedAt: users.suspendedAt })
    .from(users)
    .where(eq(sql`lower(${users.email})`, sql`lower(${attempt.name})`))
    .limit(1);
  const fits = await verifyPassword(user?.hash ?? null, password);
  if (!user) return refuse(attempt, request, null, "unknown");
  if (!fits) return refuse(attempt, request, user.id, "password");
  if (user.suspendedAt) return refuse(attempt, request, user.id, "suspended");
  guard.succeed(attempt);
  const sid = await db.transaction(async (tx) => {
    // A password changed or a person suspended while this one was compared: what they ended must not begin again.
    const [still] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, user.id), eq(users.passwordHash, user.hash ?? ""), isNull(users.suspendedAt)))
      .for("share");
    return still ? startSession(tx, user.id, request) : null;
  });
  if (sid === null) return refuse(attempt, request, user.id, "password");
  return { sub: user.id, sid, role: user.role };
}
