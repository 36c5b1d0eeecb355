import { expect, test } from "vitest";
import { LongTexts } from "@/lib/exports/workbook/write-long-texts";

test("keeps no more letters than a process has room for, and counts what it leaves out", () => {
  const texts = new LongTexts(10);
  for (const text of ["12345", "123456", "12345", "1"]) texts.add({ sheet: "X", cell: "A1", text });
  expect(texts.kept.map(({ text }) => text)).toEqual(["12345", "12345"]);
  expect(texts.cut).toBe(2);
});
