import { type Asked, askApi, sending } from "@/components/dashboard/ask-api";
import type { SaveOutcome } from "@/components/dashboard/editor/safe/autosave";
import type { Draft, SavedDraft } from "@/lib/dashboards/drafts/schema";
import type { Dashboard, DashboardSpec } from "@/lib/dashboards/schema";

const at = (slug: string) => `/api/v1/dashboards/${slug}`;
/** What browsers let outlive a page, bytes. */
const MOST_KEPT_ALIVE = 60_000;
/** Refusals that pass by themselves. */
const PASSING = new Set(["", "INTERNAL", "RATE_001", "QUERY_002"]);

export interface DraftToSave {
  spec: DashboardSpec;
  /** The published version it began from. */
  baseVersion: number;
  /** The one that was read; null: there was none. */
  revision: number | null;
  /** YAML as it is typed, where it says more. */
  source: string | null;
}

/** Keeps a draft. @param leaving the page goes: the request outlives it where browsers let it */
export async function saveDraft(
  slug: string,
  { spec, baseVersion, revision, source }: DraftToSave,
  leaving: boolean,
): Promise<SaveOutcome> {
  const request = sending("PUT", { baseVersion, revision, config: spec, source });
  const size = new Blob([String(request.body)]).size;
  const answer = await askApi<SavedDraft>(`${at(slug)}/draft`, {
    ...request,
    keepalive: leaving && size <= MOST_KEPT_ALIVE,
  });
  if ("data" in answer) return { kind: "saved", revision: answer.data.revision, at: answer.data.updatedAt };
  // Signed in again, perhaps in another tab, it goes on: leaving for the sign-in page would lose what is not saved.
  if ("signedOut" in answer) return { kind: "offline" };
  const { code, message, details } = answer.refused;
  if (code === "CONFLICT_001") {
    const current = details.currentRevision;
    return { kind: "conflict", currentRevision: typeof current === "number" ? current : null };
  }
  return PASSING.has(code) ? { kind: "offline" } : { kind: "refused", message };
}

/** The reader's own draft; null: there is none. */
export const readDraft = (slug: string): Promise<Asked<Draft | null>> => askApi(`${at(slug)}/draft`);

export const dropDraft = (slug: string): Promise<Asked<null>> =>
  askApi(`${at(slug)}/draft`, { method: "DELETE" });

export const readPublished = (slug: string): Promise<Asked<Dashboard>> => askApi(at(slug));

/** Publishes over this version. */
export const publishOver = (
  slug: string,
  spec: DashboardSpec,
  version: number,
  message: string,
): Promise<Asked<Dashboard>> =>
  askApi(at(slug), sending("PUT", { ...spec, version, ...(message === "" ? {} : { message }) }));

/** Six letters nobody has used yet, for the address of a copy. */
const tail = () => Math.random().toString(36).slice(2, 8).padEnd(6, "0");

/** The same document as a dashboard of one's own, which nobody else opens. @param named its name in both languages */
export const publishCopy = (spec: DashboardSpec, name: DashboardSpec["name"]): Promise<Asked<Dashboard>> =>
  askApi(
    "/api/v1/dashboards",
    sending("POST", { ...spec, slug: `${spec.slug.slice(0, 68)}-copy-${tail()}`, name, isPublic: false }),
  );
