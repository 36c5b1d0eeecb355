import { expect, test } from "vitest";
import { formattedValue } from "@/lib/exports/cell-value";
import type { TableColumn } from "@/lib/table/columns";

const words = { locale: "en", timezone: "UTC", masked: "No access" } as const;
const of = (type: "string" | "number") =>
  ({ column: { name: "x", label: "X", kind: "dimension", type } }) as unknown as TableColumn;

test("a formatted number has a sign that spreadsheets read; a text stays letter for letter", () => {
  expect(formattedValue(of("number"), -5, words)).toBe("-5");
  expect(formattedValue(of("string"), "A−B", words)).toBe("A−B");
});
