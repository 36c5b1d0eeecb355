import "server-only";
import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { AppError } from "@/lib/errors";
import { FILE_DAYS, MOST_ACTIVE, MOST_KEPT, PERSON_BYTES, WORKSPACE_BYTES } from "@/lib/exports/limits";

/** A hint: nobody knows how long a file takes. */
const RETRY_SECONDS = 30;

interface Used extends Record<string, unknown> {
  active: number;
  kept: number;
  own: number;
  everybody: number;
}

async function readUsed(executor: Executor, userId: string): Promise<Used> {
  const [used] = await executor.execute<Used>(sql`
    select count(*) filter (where user_id = ${userId} and state <> 'done')::int as active,
      count(*) filter (where user_id = ${userId})::int as kept,
      coalesce(sum(bytes) filter (where user_id = ${userId}), 0)::float8 as own,
      coalesce(sum(bytes), 0)::float8 as everybody
    from exports where state in ('waiting', 'running', 'done')`);
  return used ?? { active: 0, kept: 0, own: 0, everybody: 0 };
}

const gigabytes = (bytes: number) => `${bytes / 1024 ** 3} GB`;

function assertBytes({ own, everybody }: Used, more: number): void {
  if (own + more > PERSON_BYTES)
    throw new AppError("FILE_001", {
      key: "exportQuota",
      values: { limit: gigabytes(PERSON_BYTES), days: FILE_DAYS },
      details: { limitBytes: PERSON_BYTES, usedBytes: own },
    });
  if (everybody + more > WORKSPACE_BYTES)
    throw new AppError("FILE_001", {
      key: "exportWorkspaceQuota",
      values: { limit: gigabytes(WORKSPACE_BYTES), days: FILE_DAYS },
      details: { limitBytes: WORKSPACE_BYTES, usedBytes: everybody },
    });
}

/** @throws AppError FILE_001 where so many bytes more are too many, for the person or the workspace */
export async function assertRoomForBytes(executor: Executor, userId: string, more: number): Promise<void> {
  assertBytes(await readUsed(executor, userId), more);
}

/**
 * @param tx holds the person's row, so that nobody else counts at the same time
 * @throws AppError RATE_001 while too many of theirs are written, FILE_001 where too many or too much is kept
 */
export async function assertRoomForExport(tx: Executor, userId: string): Promise<void> {
  const used = await readUsed(tx, userId);
  if (used.active >= MOST_ACTIVE)
    throw new AppError("RATE_001", {
      key: "exportsActive",
      values: { limit: MOST_ACTIVE },
      details: { limit: MOST_ACTIVE },
      retryAfter: RETRY_SECONDS,
    });
  if (used.kept >= MOST_KEPT)
    throw new AppError("FILE_001", {
      key: "exportsKept",
      values: { limit: MOST_KEPT, days: FILE_DAYS },
      details: { limit: MOST_KEPT },
    });
  assertBytes(used, 1);
}
