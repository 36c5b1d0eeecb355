import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Widget } from "@/lib/dashboards/schema";
import { parseInput } from "@/lib/parse-input";
import { Email } from "@/lib/users/schema";

const fieldsOf = (schema: z.ZodType, input: unknown) => {
  try {
    parseInput(schema, input);
    return [];
  } catch (error) {
    return (error as { fields: unknown[] }).fields;
  }
};

describe("parseInput", () => {
  it("says that an address is not one", () => {
    expect(fieldsOf(z.object({ email: Email }), { email: "nope" })).toEqual([
      { path: "email", key: "badFormat", values: { format: "email" } },
    ]);
  });

  it("names the kinds there are where the kind is unknown", () => {
    expect(
      fieldsOf(z.object({ widgets: z.array(Widget) }), { widgets: [{ type: "gauge", id: "g" }] }),
    ).toEqual([
      { path: "widgets.0.type", key: "notOneOf", values: { allowed: "kpi, chart, table, text, section" } },
    ]);
  });

  it("names each missing and each unknown field", () => {
    const schema = z.strictObject({ name: z.string(), size: z.number() });
    expect(fieldsOf(schema, { size: "big", colour: "red" })).toEqual([
      { path: "name", key: "required" },
      { path: "size", key: "wrongType", values: { expected: "number" } },
      { path: "", key: "unknownKeys", values: { keys: "colour" } },
    ]);
  });
});
