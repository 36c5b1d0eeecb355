import { describe, expect, it } from "vitest";
import { awaitEcho } from "@/components/ui/text-echo";

describe("awaitEcho", () => {
  it("knows one's own text when it comes late, and waits for what was written since", () => {
    expect(awaitEcho(["a", "ab", "abc"], "ab")).toEqual(["abc"]);
    expect(awaitEcho(["abc"], "abc")).toEqual([]);
  });

  it("does not take for one's own what came back already, or never was", () => {
    const left = awaitEcho(["a", "ab"], "ab");
    expect(left && awaitEcho(left, "a")).toBeNull();
    expect(awaitEcho([], "")).toBeNull();
  });
});
