import { type Asked, askApi, type Refusal, sending } from "@/components/dashboard/ask-api";
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
  if ("signedOut" in answer) return { kind: "signedOut" };
  const { code, message } = answer.refused;
  const moved = movedDraft(answer.refused);
  if (moved !== undefined) return { kind: "conflict", currentRevision: moved };
  return PASSING.has(code) ? { kind: "offline" } : { kind: "refused", message };
}

/** The reader's own draft; null: there is none. */
export const readDraft = (slug: string): Promise<Asked<Draft | null>> => askApi(`${at(slug)}/draft`);

/** @param revision the one that was read */
export const dropDraft = (slug: string, revision: number): Promise<Asked<null>> =>
  askApi(`${at(slug)}/draft?revision=${revision}`, { method: "DELETE" });

/** Whether the draft on the server is not the one at hand; null: there is none. */
export const isOtherDraft = (found: SavedDraft | null, known: SavedDraft | null): boolean =>
  found?.revision !== known?.revision || found?.updatedAt !== known?.updatedAt;

/** The revision the draft has by now where that is why something was refused (null: there is none); undefined: it is not. */
export function movedDraft({ code, details }: Refusal): number | null | undefined {
  if (code !== "CONFLICT_001" || !("currentRevision" in details)) return undefined;
  return typeof details.currentRevision === "number" ? details.currentRevision : null;
}

export const readPublished = (slug: string): Promise<Asked<Dashboard>> => askApi(at(slug));

/** Publishes over this version. @param draft the revision of the draft that ends with it; null: there is none */
export const publishOver = (
  slug: string,
  spec: DashboardSpec,
  version: number,
  message: string,
  draft: number | null,
): Promise<Asked<Dashboard>> =>
  askApi(
    at(slug),
    sending("PUT", {
      ...spec,
      version,
      ...(message === "" ? {} : { message }),
      ...(draft === null ? {} : { draft }),
    }),
  );

/** Six letters nobody has used yet, for the address of a copy. */
const tail = () => Math.random().toString(36).slice(2, 8).padEnd(6, "0");

/** The same document as a dashboard of one's own, which nobody else opens. @param named its name in both languages */
export const publishCopy = (spec: DashboardSpec, name: DashboardSpec["name"]): Promise<Asked<Dashboard>> =>
  askApi(
    "/api/v1/dashboards",
    sending("POST", { ...spec, slug: `${spec.slug.slice(0, 68)}-copy-${tail()}`, name, isPublic: false }),
  );
