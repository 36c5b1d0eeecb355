import { describe, expect, it } from "vitest";
import { NOTHING, renamedIn, type Selection } from "@/lib/editor/selection";

describe("renamedIn", () => {
  it("keeps what was renamed chosen, among others too", () => {
    expect(renamedIn({ kind: "widgets", ids: ["a", "b"] }, "widgets", "b", "c")).toEqual({
      kind: "widgets",
      ids: ["a", "c"],
    });
    expect(renamedIn({ kind: "control", key: "f.a" }, "control", "f.a", "f.b")).toEqual({
      kind: "control",
      key: "f.b",
    });
  });

  it("leaves alone what was chosen meanwhile", () => {
    const others: Selection[] = [{ kind: "widgets", ids: ["b"] }, { kind: "control", key: "a" }, NOTHING];
    for (const other of others) expect(renamedIn(other, "widgets", "a", "c")).toBe(other);
    const widgets: Selection = { kind: "widgets", ids: ["f.a"] };
    expect(renamedIn(widgets, "control", "f.a", "f.b")).toBe(widgets);
  });
});
