import { describe, expect, it } from "vitest";
import { goneOf, parseStarted, type StartedEntry } from "@/components/exports/started-exports";
import type { Export } from "@/lib/exports/schema";

const entry = (id: string, at = 0): StartedEntry => ({
  id,
  at,
  request: {
    of: { kind: "dashboard", dashboard: "sales" },
    address: "view=1",
    format: "xlsx",
    values: "raw",
    bom: false,
  },
});
const told = (id: string, state: Export["state"]): Export => ({
  id,
  title: id,
  fileName: `${id}.csv`,
  format: "csv",
  state,
  rows: 0,
  totalRows: null,
  bytes: 0,
  error: null,
  createdAt: "2026-01-01T00:00:00Z",
  finishedAt: null,
  expiresAt: null,
});

describe("parseStarted", () => {
  it("reads back what was kept", () => {
    const kept = [entry("b", 2), entry("a", 1)];
    expect(parseStarted(JSON.stringify(kept))).toEqual(kept);
  });

  it("takes what is not ours for nothing", () => {
    for (const text of [null, "", "{", "{}", "7", '"x"', "null"]) expect(parseStarted(text)).toEqual([]);
    expect(parseStarted(JSON.stringify([null, 3, { id: 1 }, { id: "x" }, entry("a")]))).toEqual([entry("a")]);
  });

  it("keeps the newest ten", () => {
    const many = Array.from({ length: 30 }, (_, i) => entry(String(i)));
    expect(parseStarted(JSON.stringify(many)).map(({ id }) => id)).toEqual([..."0123456789"]);
  });
});

describe("goneOf", () => {
  it("names those of which there is nothing to show", () => {
    const started = ["waiting", "running", "done", "failed", "cancelled", "expired", "another's"].map((id) =>
      entry(id, 1),
    );
    const exports = started.slice(0, 6).map(({ id }) => told(id, id as Export["state"]));
    expect(goneOf(started, exports, 2)).toEqual(["cancelled", "expired", "another's"]);
  });

  it("keeps one that was started after the answer was asked for", () => {
    expect(goneOf([entry("new", 5)], [], 5)).toEqual([]);
    expect(goneOf([entry("new", 5)], [], 6)).toEqual(["new"]);
  });
});
