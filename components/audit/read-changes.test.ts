import { expect, it } from "vitest";
import { readChanges } from "@/components/audit/read-changes";

it("shows what changed, and only that", () => {
  const metadata = {
    id: "x",
    before: { role: "viewer", duties: [], name: "a", gone: 1 },
    after: { role: "editor", duties: ["audit"], name: "a" },
  };
  expect(readChanges(metadata)).toEqual({
    changes: [
      { field: "role", before: "viewer", after: "editor" },
      { field: "duties", before: "[]", after: '["audit"]' },
      { field: "gone", before: "1", after: null },
    ],
    rest: { id: "x" },
  });
});

it("takes metadata without both sides as it is", () => {
  expect(readChanges({ before: "noon" })).toEqual({ changes: [], rest: { before: "noon" } });
  expect(readChanges(null)).toEqual({ changes: [], rest: null });
});
