/** The files this tab has asked jobs for: kept over reloads and gone with the tab, as they say what was filtered by. */
import { STARTED_CHANGED, STARTED_KEY } from "@/components/exports/started-key";
import type { ExportRequest } from "@/lib/exports/export-request";
import type { Export } from "@/lib/exports/schema";

export interface StartedEntry {
  id: string;
  /** To ask for it again. */
  request: ExportRequest;
  /** When it was started, ms since 1970. */
  at: number;
}

/** More than a person may have waiting; the oldest go. */
const MOST = 10;

/** What is kept, newest first; what is not ours is nothing. */
export function parseStarted(text: string | null): StartedEntry[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.filter(isEntry).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function isEntry(kept: unknown): kept is StartedEntry {
  const entry = kept as Partial<StartedEntry> | null;
  return typeof entry?.id === "string" && typeof entry.at === "number" && typeof entry.request === "object";
}

/** Those of which the server tells, asked at `askedAt`, that there is nothing to show any more: gone, cancelled, or another person's. */
export function goneOf(
  started: readonly StartedEntry[],
  exports: readonly Export[],
  askedAt: number,
): string[] {
  return started.flatMap(({ id, at }) => {
    const state = exports.find((one) => one.id === id)?.state;
    // One that was started after the question is not in its answer.
    if (state === undefined) return at < askedAt ? [id] : [];
    return state === "cancelled" || state === "expired" ? [id] : [];
  });
}

export function readStarted(): StartedEntry[] {
  try {
    return parseStarted(sessionStorage.getItem(STARTED_KEY));
  } catch {
    return [];
  }
}

function write(started: readonly StartedEntry[]): void {
  try {
    if (started.length > 0) sessionStorage.setItem(STARTED_KEY, JSON.stringify(started.slice(0, MOST)));
    else sessionStorage.removeItem(STARTED_KEY);
  } catch {
    // No storage: the account's list has them all.
  }
  window.dispatchEvent(new Event(STARTED_CHANGED));
}

export const rememberExport = (id: string, request: ExportRequest): void =>
  write([{ id, request, at: Date.now() }, ...readStarted()]);

export const forgetExports = (ids: readonly string[]): void =>
  write(readStarted().filter(({ id }) => !ids.includes(id)));
