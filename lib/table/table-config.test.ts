import { describe, expect, it } from "vitest";
import { z } from "zod";
import { FIRST_DESIGN_CONFIG } from "@/lib/dashboards/sample-spec.fixture";
import { FormatCondition } from "./format-rule";
import { TableConfig } from "./table-config";

describe("TableConfig", () => {
  it("takes the first design's document and gives it back untouched", () => {
    const document = JSON.parse(FIRST_DESIGN_CONFIG);
    expect(TableConfig.parse(document)).toEqual(document);
  });

  it("publishes its rules as JSON Schema: the conditions, and that a rule is one of three kinds", () => {
    const schema = JSON.parse(JSON.stringify(z.toJSONSchema(TableConfig, { io: "input" })));
    const rule = schema.properties.conditionalFormatting.items.properties.rules.items;
    expect(rule.properties.condition.enum).toEqual(FormatCondition.options);
    expect(rule.anyOf).toEqual([{ required: ["condition"] }, { required: ["scale"] }, { required: ["bar"] }]);
    expect(rule.additionalProperties).toBe(false);
  });
});
