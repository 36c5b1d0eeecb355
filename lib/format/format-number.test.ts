import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Format, Locale } from "@/lib/format/format";
import { deltaTone, formatDelta } from "@/lib/format/format-delta";
import { formatDuration } from "@/lib/format/format-duration";
import { formatNumber, formatNumberParts, unitOf } from "@/lib/format/format-number";

const won: Format = { style: "currency", currency: "KRW" };
const wonUnits: Format = { ...won, units: "korean" };
const percent: Format = { style: "percent" };

describe("formatNumber", () => {
  it.each<[string, number | string | null, Format | undefined, Locale, string]>([
    ["whole KRW has no decimals", 288735358, won, "ko", "288,735,358"],
    ["KRW drops what is below one won", 1234.56, won, "ko", "1,235"],
    ["the minus is U+2212", -2831872, won, "ko", "\u22122,831,872"],
    ["zero", 0, won, "ko", "0"],
    ["what rounds to zero has no minus", -0.4, won, "ko", "0"],
    ["negative zero has no minus", -0, percent, "ko", "0.0"],
    ["no value is a gap", null, won, "ko", "–"],
    ["NaN is a gap", Number.NaN, undefined, "ko", "–"],
    ["percents come in points", -15.3, percent, "ko", "\u221215.3"],
    ["percents round to one decimal", 41.649, percent, "en", "41.6"],
    ["decimals are kept when asked", 7, { style: "number", decimals: 2 }, "en", "7.00"],
    ["a tiny value is not zero", 0.000_042, undefined, "en", "0.000042"],
    ["two decimals at most without a rule", 1234.5678, undefined, "en", "1,234.57"],
    ["whole numbers stay whole", 46625, undefined, "en", "46,625"],
    ["dollars have cents", 1234.5, { style: "currency", currency: "USD" }, "en", "1,234.50"],
    ["digits beyond 2^53 are exact", "9007199254740993123", won, "ko", "9,007,199,254,740,993,123"],
    [
      "so are long decimals",
      "-0.1234567890123456789",
      { style: "number", decimals: 10 },
      "en",
      "\u22120.1234567890",
    ],
    ["a string that is no number stays", "naver", won, "ko", "naver"],
    ["text is not grouped", 20261119, { style: "text" }, "ko", "20261119"],
    ["an unknown currency does not fail", 5, { style: "currency", currency: "x!x" }, "en", "5.00"],
    ["infinity", Number.POSITIVE_INFINITY, wonUnits, "ko", "∞"],
  ])("%s", (_, value, format, locale, expected) => {
    expect(formatNumber(value, format, locale)).toBe(expected);
  });

  it.each<[number | string, string, string]>([
    [1_203_469_141, "12억 347만", "1.2B"],
    [135_563_372, "1억 3,556만", "136M"],
    [96_470_000, "9,647만", "96.5M"],
    [-48_120_400, "\u22124,812만", "\u221248.1M"],
    [15_300, "1만 5,300", "15.3K"],
    [20_000, "2만", "20K"],
    [9_999, "9,999", "10K"],
    [999, "999", "999"],
    [999_999, "99만 9,999", "1M"],
    [99_999_999, "1억", "100M"],
    [100_000_000, "1억", "100M"],
    [2_035_000_000_000, "2조 350억", "2.04T"],
    [0, "0", "0"],
    ["12345678901234567890", "1,234경 5,679조", "12,345,679T"],
  ])("%s in 만 and 억: %s, in English %s", (value, ko, en) => {
    expect(formatNumber(value, wonUnits, "ko")).toBe(ko);
    expect(formatNumber(value, wonUnits, "en")).toBe(en);
  });

  it("shortens to one unit for axes", () => {
    const axis: Format = { ...won, units: "compact" };
    expect([80_000_000, 4_400, 312_000_000, 1_050_000_000].map((v) => formatNumber(v, axis, "ko"))).toEqual([
      "8,000만",
      "4,400",
      "3.12억",
      "10.5억",
    ]);
  });

  it("writes the unit only when asked, the sign outermost", () => {
    expect(formatNumber(1_203_469_141, wonUnits, "ko", { unit: true })).toBe("12억 347만원");
    expect(formatNumber(-1_200_000, won, "en", { unit: true })).toBe("\u2212₩1,200,000");
    expect(formatNumber(31.1, percent, "ko", { unit: true })).toBe("31.1%");
    expect(formatNumber(2, { style: "number", suffix: "건" }, "ko", { unit: true })).toBe("2건");
    expect(formatNumber(-3, { style: "number", prefix: "#" }, "ko")).toBe("\u2212#3");
  });

  it("never writes an ASCII minus, and always at least one digit", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom<Format | undefined>(won, wonUnits, percent, { ...won, units: "compact" }, undefined),
        fc.constantFrom<Locale>("ko", "en"),
        (value, format, locale) => {
          const text = formatNumber(value, format, locale);
          expect(text).not.toContain("-");
          expect(text).toMatch(/\d/);
          expect(text.startsWith("\u2212")).toBe(value < 0 && /[1-9]/.test(text));
        },
      ),
    );
  });

  it("never loses a digit of a whole number", () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        const written = formatNumber(value.toString(), won, "ko").replaceAll(",", "").replace("\u2212", "-");
        expect(BigInt(written)).toBe(value);
      }),
    );
  });
});

describe("formatNumberParts", () => {
  it("parts digits from units for a KPI", () => {
    expect(formatNumberParts(1_203_469_141, wonUnits, "ko", { unit: true })).toEqual([
      { kind: "digits", text: "12" },
      { kind: "scale", text: "억 " },
      { kind: "digits", text: "347" },
      { kind: "scale", text: "만" },
      { kind: "unit", text: "원" },
    ]);
  });
});

describe("unitOf", () => {
  it("is what a header shows once", () => {
    expect(unitOf(won, "ko")).toBe("원");
    expect(unitOf(won, "en")).toBe("₩");
    expect(unitOf(percent, "ko")).toBe("%");
    expect(unitOf(percent, "ko", { difference: true })).toBe("%p");
    expect(unitOf({ style: "number", suffix: "건" }, "ko")).toBe("건");
    expect(unitOf(undefined, "ko")).toBe("");
  });
});

describe("formatDelta", () => {
  it("always carries its sign, except at zero", () => {
    expect(formatDelta(8.8, won, "ko", { part: "change" })).toBe("+8.8");
    expect(formatDelta(-2.3, won, "ko", { part: "change", unit: true })).toBe("\u22122.3%");
    expect(formatDelta(4.8, percent, "ko", { part: "delta", unit: true })).toBe("+4.8%p");
    expect(formatDelta(4.8, percent, "en", { part: "delta", unit: true })).toBe("+4.8 pp");
    expect(formatDelta(-120_000, won, "ko")).toBe("\u2212120,000");
    expect(formatDelta(0, won, "ko")).toBe("0");
    expect(formatDelta(null, won, "ko")).toBe("–");
  });

  it("is good or bad news by the measure's direction only", () => {
    expect(deltaTone(3, "up")).toBe("good");
    expect(deltaTone(3, "down")).toBe("bad");
    expect(deltaTone(-3, "down")).toBe("good");
    expect(deltaTone(3, undefined)).toBeNull();
    expect(deltaTone(0, "up")).toBeNull();
    expect(deltaTone(null, "up")).toBeNull();
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0초", "0s"],
    [0.012, "12 ms", "12 ms"],
    [63, "1분 3초", "1m 3s"],
    [3_780, "1시간 3분", "1h 3m"],
    [3_599.8, "1시간", "1h"],
    [-90_000, "\u22121일 1시간", "\u22121d 1h"],
  ])("%s s", (seconds, ko, en) => {
    expect(formatDuration(seconds, "ko")).toBe(ko);
    expect(formatDuration(seconds, "en")).toBe(en);
  });
});
