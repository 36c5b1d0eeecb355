import { afterEach, describe, expect, it, vi } from "vitest";
import {
  dropDraft,
  isOtherDraft,
  movedDraft,
  publishOver,
} from "@/components/dashboard/editor/safe/draft-requests";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A server that says yes, and what it was asked. */
function house() {
  const asked: { path: string; method: string | undefined; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    asked.push({ path, method: init?.method, body: init?.body && JSON.parse(String(init.body)) });
    return Response.json({ status: true, data: null });
  });
  return asked;
}
const draft = (revision: number, updatedAt: string) => ({ revision, updatedAt, baseVersion: 1 });

describe("requests about a draft", () => {
  it("name the draft that they end, and none where there is none", async () => {
    const asked = house();
    await dropDraft("sales", 3);
    await publishOver("sales", sampleSpec(), 7, "why", 3);
    await publishOver("sales", sampleSpec(), 8, "", null);
    expect(asked[0]).toMatchObject({ path: "/api/v1/dashboards/sales/draft?revision=3", method: "DELETE" });
    expect(asked[1]?.body).toEqual({ ...sampleSpec(), version: 7, message: "why", draft: 3 });
    expect(asked[2]?.body).toEqual({ ...sampleSpec(), version: 8 });
  });

  it("tell another draft from the one at hand, also one that counts its revisions anew", () => {
    expect(isOtherDraft(draft(1, "a"), draft(1, "a"))).toBe(false);
    expect(isOtherDraft(null, null)).toBe(false);
    for (const [found, known] of [
      [draft(2, "b"), draft(1, "a")],
      [draft(1, "b"), draft(1, "a")],
      [null, draft(1, "a")],
      [draft(1, "a"), null],
    ] as const)
      expect(isOtherDraft(found, known)).toBe(true);
  });

  it("tell another tab's draft from another person's publication", () => {
    const refused = (details: object) =>
      movedDraft({ code: "CONFLICT_001", message: "", details: { ...details } });
    expect(refused({ currentVersion: 4 })).toBeUndefined();
    expect(refused({ currentRevision: 4 })).toBe(4);
    expect(refused({ currentRevision: null })).toBeNull();
  });
});
