import { expect, it } from "vitest";
import type { Format } from "@/lib/format/format";
import { withCurrency } from "@/lib/format/with-currency";

it("fills in a currency where a format names none, and nowhere else", () => {
  const columns: { name: string; format?: Format }[] = [
    { name: "a", format: { style: "currency", currency: "EUR" } },
    { name: "b", format: { style: "number" } },
    { name: "c" },
  ];
  const open = { name: "d", format: { style: "currency", decimals: 1 } } as const;
  expect(withCurrency([...columns, open], "USD")).toEqual([
    ...columns,
    { name: "d", format: { style: "currency", currency: "USD", decimals: 1 } },
  ]);
});
