/** The audit page's state, as its URL holds it: what is not there or makes no sense is not filtered by. Pure. */
import { resolveDay } from "@/lib/query/relative-date";

export const CATEGORIES = ["AUTH", "API", "ADMIN", "SECURITY", "DATA", "SYSTEM"] as const;
export const SEVERITIES = ["INFO", "WARNING", "ERROR", "CRITICAL"] as const;
export const STATUSES = ["2xx", "3xx", "4xx", "5xx"] as const;

const TEXTS = ["search", "user", "userId", "action", "status"] as const;
/** The parameters that filter, besides the days. */
export type AuditFilterName = keyof AuditFilters;
export interface AuditFilters extends Partial<Record<(typeof TEXTS)[number], string>> {
  category?: (typeof CATEGORIES)[number];
  severity?: (typeof SEVERITIES)[number];
}

export interface AuditAddress {
  /** Days in the viewer's zone, relative forms too. */
  range: { from: string; to: string };
  filters: AuditFilters;
  /** The page begins before this entry. */
  cursor: number | null;
}

const DEFAULT_RANGE = { from: "now-6d", to: "now" };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LONGEST = 200;

const CHECKS: Record<(typeof TEXTS)[number], (value: string) => boolean> = {
  search: (value) => value.length <= LONGEST,
  user: (value) => value.length <= LONGEST,
  userId: (value) => UUID.test(value),
  action: (value) => value.length <= 100,
  status: (value) => /^[1-5](xx|\d\d)$/.test(value),
};

/** @param now so that relative days can be checked */
export function readAuditAddress(params: URLSearchParams, now: Date, timezone: string): AuditAddress {
  const given = { from: params.get("from") ?? "", to: params.get("to") ?? "" };
  const from = resolveDay(given.from, "from", now, timezone);
  const to = resolveDay(given.to, "to", now, timezone);
  const category = CATEGORIES.find((one) => one === params.get("category"));
  const severity = SEVERITIES.find((one) => one === params.get("severity"));
  const filters: AuditFilters = { ...(category ? { category } : {}), ...(severity ? { severity } : {}) };
  for (const name of TEXTS) {
    // What Postgres can't hold is found nowhere.
    const value = (params.get(name) ?? "").replace(/\0|\p{Surrogate}/gu, "").trim();
    if (value && CHECKS[name](value)) filters[name] = value;
  }
  const cursor = Number(params.get("cursor"));
  return {
    range: from && to && from <= to ? given : DEFAULT_RANGE,
    filters,
    cursor: Number.isSafeInteger(cursor) && cursor > 0 ? cursor : null,
  };
}

/** The address of another state; the newest page unless a cursor is given. */
export function auditParams({ range, filters, cursor }: AuditAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (range.from !== DEFAULT_RANGE.from || range.to !== DEFAULT_RANGE.to) {
    params.set("from", range.from);
    params.set("to", range.to);
  }
  for (const name of [...TEXTS, "category", "severity"] as const)
    if (filters[name]) params.set(name, filters[name]);
  if (cursor !== null) params.set("cursor", String(cursor));
  return params;
}
