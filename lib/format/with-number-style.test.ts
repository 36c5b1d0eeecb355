import { describe, expect, it } from "vitest";
import type { Format } from "@/lib/format/format";
import { formatNumber } from "@/lib/format/format-number";
import { withNumberStyle } from "@/lib/format/with-number-style";

const column = (format?: Format, kind = "measure") => ({
  name: "x",
  type: "number",
  kind,
  ...(format ? { format } : {}),
});

describe("withNumberStyle", () => {
  it("writes 만 and 억, or every digit, where the format leaves the choice", () => {
    const won: Format = { style: "currency", currency: "KRW" };
    const [korean] = withNumberStyle([column(won)], "korean");
    const [digits] = withNumberStyle([column(won)], "digits");
    expect(formatNumber(1_200_000_000, korean?.format, "ko")).toBe("12억");
    expect(formatNumber(1_200_000_000, digits?.format, "ko")).toBe("1,200,000,000");
    expect(withNumberStyle([column()], "digits")[0]?.format).toEqual({ style: "number", units: "none" });
  });

  it("leaves formats that say it themselves, percents, durations and dimensions alone", () => {
    const columns = [
      column({ style: "number", units: "compact" }),
      column({ style: "percent" }),
      column({ style: "duration" }),
      column({ style: "number" }, "dimension"),
    ];
    expect(withNumberStyle(columns, "korean")).toEqual(columns);
  });

  it("changes nothing without a choice, and never the columns handed in", () => {
    const columns = [column()];
    expect(withNumberStyle(columns, null)).toEqual(columns);
    withNumberStyle(columns, "korean");
    expect(columns).toEqual([column()]);
  });
});
