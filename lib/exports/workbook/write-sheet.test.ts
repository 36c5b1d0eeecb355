import { expect, test } from "vitest";
import { WorkbookWriter } from "@/lib/export/xlsx/workbook-writer";
import type { ExportSheet } from "@/lib/exports/export-sheet";
import { LongTexts } from "@/lib/exports/workbook/write-long-texts";
import { writeSheet } from "@/lib/exports/workbook/write-sheet";

const WORDS = {
  locale: "en",
  timezone: "UTC",
  masked: "",
  total: "Total",
  subtotalOf: (x: string) => x,
} as const;

test("what fails before the first row lets go of the rows, and of their place in the source", async () => {
  let left = false;
  async function* batches() {
    try {
      yield [[1]];
    } finally {
      left = true;
    }
  }
  const sheet: ExportSheet = {
    id: "x",
    title: "X",
    columns: [],
    hidden: [],
    groups: 0,
    config: {},
    isOpen: () => true,
    counts: () => false,
    facts: () => Promise.reject(new Error("no facts")),
    answer: { batches: batches(), sizesFrom: null },
    dataAsOf: null,
    notes: [],
  };
  const book = new WorkbookWriter(async () => {}, { title: "X", creator: "X", made: new Date(0) });
  await expect(
    writeSheet(book, sheet, WORDS, { longTexts: new LongTexts(), count: () => {} }),
  ).rejects.toThrow("no facts");
  expect(left).toBe(true);
});
