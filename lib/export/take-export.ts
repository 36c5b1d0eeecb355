import "server-only";
import { AppError } from "@/lib/errors";
import { RateLimiter } from "@/lib/http/rate-limiter";

/** Whole files of one person within the window: sessions have no limit of requests, and each file reads far more than a page. */
const MOST = 30;
const WINDOW_MS = 10 * 60_000;

const store = globalThis as typeof globalThis & { lookflexExportLimiter?: RateLimiter };
store.lookflexExportLimiter ??= new RateLimiter(WINDOW_MS);
const limiter = store.lookflexExportLimiter;

/** Counts an export that is about to begin. @throws AppError RATE_001 when the person had too many of them lately */
export function takeExport(userId: string): void {
  const door = limiter.take(userId, MOST);
  if (!door.allowed) throw new AppError("RATE_001", { retryAfter: door.resetSeconds });
}
