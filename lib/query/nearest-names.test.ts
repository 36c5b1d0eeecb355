import { expect, test } from "vitest";
import { nearestNames } from "@/lib/query/nearest-names";

const NAMES = ["margin", "margin_rate", "gross_sales", "ad_spend", "roi", "brand", "channel"];

test.each([
  ["margn", ["margin"]],
  ["MARGIN", ["margin", "margin_rate"]],
  ["chanel", ["channel"]],
  ["spend", ["ad_spend"]],
  ["rio", ["roi"]],
  ["zzzzzz", []],
  ["", []],
])("%j may mean %j", (name, expected) => {
  expect(nearestNames(name, NAMES)).toEqual(expected);
});
