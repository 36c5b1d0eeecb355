import type { Viewer } from "@/lib/access/viewer";

/** A viewer for tests, in English and Seoul time; `changes` replace fields. */
export const testViewer = (changes: Partial<Viewer> = {}): Viewer => ({
  userId: "00000000-0000-4000-8000-000000000001",
  email: "viewer@example.com",
  name: "Viewer",
  role: "viewer",
  duties: [],
  groups: [],
  attributes: {},
  locale: "en",
  timezone: "Asia/Seoul",
  fiscalYearStart: 1,
  currency: "KRW",
  workspace: { editorsCreate: true, viewersFormat: true, exportFrom: "viewer" },
  sessionId: null,
  tokenId: null,
  scopes: null,
  request: { id: "", ip: "", userAgent: "", method: "", path: "" },
  ...changes,
});
