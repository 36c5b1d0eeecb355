import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillDefaults } from "@/lib/dashboards/diff/fill-defaults";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { arbitraryInput } from "@/tests/arbitrary-spec";

describe("fillDefaults", () => {
  it("fills in what the schema does, whatever the document leaves out", () => {
    fc.assert(
      fc.property(arbitraryInput, (input) => {
        expect(fillDefaults(input)).toEqual(DashboardSpec.parse(input));
      }),
      { numRuns: 300 },
    );
  });

  it("hands through what is no document", () => {
    for (const value of [null, "x", [1], { widgets: "none", layout: 7, controls: [null] }])
      expect(() => fillDefaults(value)).not.toThrow();
    expect(fillDefaults([1])).toEqual([1]);
  });
});
