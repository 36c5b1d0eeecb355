import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CellRange,
  type CellSelection,
  selectAll,
  selectedColumns,
  selectedRowCount,
  selectedRows,
  selectedSize,
} from "@/lib/table/cell-selection";

const at = fc.record({ row: fc.nat(20), column: fc.nat(5) });
const range: fc.Arbitrary<CellRange> = fc.record({ anchor: at, head: at });
const selections = fc
  .tuple(range, fc.array(range, { maxLength: 5 }))
  .map(([first, rest]): CellSelection => ({ ranges: [first, ...rest] }));

test("rows are counted as they would be named, each once", () => {
  fc.assert(
    fc.property(selections, (selection) => {
      expect(selectedRowCount(selection)).toBe(selectedRows(selection).length);
      expect(selectedSize(selection)).toBe(
        selectedRows(selection).length * selectedColumns(selection).length,
      );
    }),
  );
});

test("a million rows are counted without being named", () => {
  expect(selectedSize(selectAll({ rows: 1_000_000_000, columns: 8 }))).toBe(8_000_000_000);
});
