import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseMark, conditionOf, isChosen, replaceSource } from "@/lib/dashboards/choose-marks";

const brand = (...values: (string | null)[]) => ({ dimension: "brand", values });
const channel = (...values: (string | null)[]) => ({ dimension: "channel", values });
const days = (from: string, to = from) => ({ dimension: "date", grain: "day" as const, from, to });

describe("conditionOf", () => {
  it("takes a unit of time for all of its days, an hour for itself, none for none", () => {
    expect(conditionOf("date", "2026-02-01", "month")).toEqual({
      ...days("2026-02-01", "2026-02-28"),
      grain: "month",
    });
    expect(conditionOf("at", "2026-02-01T03:00:00Z", "hour")).toMatchObject({ to: "2026-02-01T03:00:00Z" });
    expect(conditionOf("date", null, "month")).toEqual({ dimension: "date", values: [null] });
    expect(conditionOf("brand", "A")).toEqual(brand("A"));
  });
});

describe("chooseMark", () => {
  it("chooses one alone, and lets it go when it is clicked again", () => {
    expect(chooseMark([], [brand("A")], false)).toEqual([brand("A")]);
    expect(chooseMark([brand("A")], [brand("B")], false)).toEqual([brand("B")]);
    expect(chooseMark([brand("A")], [brand("A")], false)).toEqual([]);
    // Of several it is the one that stays.
    expect(chooseMark([brand("A", "B")], [brand("A")], false)).toEqual([brand("A")]);
  });

  it("adds a second, null too, and takes it away again", () => {
    expect(chooseMark([brand("A")], [brand(null)], true)).toEqual([brand("A", null)]);
    expect(chooseMark([brand("A", null)], [brand("A")], true)).toEqual([brand(null)]);
    expect(chooseMark([brand("A")], [brand("A")], true)).toEqual([]);
  });

  it("joins days to one stretch, shortens it at its ends, and ends it before what goes out of its middle", () => {
    expect(chooseMark([days("2026-01-03")], [days("2026-01-06")], true)).toEqual([
      days("2026-01-03", "2026-01-06"),
    ]);
    const four = [days("2026-01-03", "2026-01-06")];
    expect(chooseMark(four, [days("2026-01-03")], true)).toEqual([days("2026-01-04", "2026-01-06")]);
    expect(chooseMark(four, [days("2026-01-06")], true)).toEqual([days("2026-01-03", "2026-01-05")]);
    expect(chooseMark(four, [days("2026-01-05")], true)).toEqual([days("2026-01-03", "2026-01-04")]);
    const hours = [{ ...days("2026-01-01T03:00:00Z", "2026-01-01T05:00:00Z"), grain: "hour" as const }];
    const last = [conditionOf("date", "2026-01-01T05:00:00Z", "hour")];
    expect(chooseMark(hours, last, true)).toMatchObject([{ to: "2026-01-01T04:00:00.000Z" }]);
  });

  it("keeps two dimensions of a heat map's cells together", () => {
    const one = [brand("A"), channel("x")];
    const two = chooseMark(one, [brand("B"), channel("x")], true);
    expect(two).toEqual([brand("A", "B"), channel("x")]);
    expect(chooseMark(two, [brand("A"), channel("x")], true)).toEqual([brand("B"), channel("x")]);
    // Cells of other dimensions begin anew.
    expect(chooseMark(one, [brand("A")], true)).toEqual([brand("A")]);
    expect(
      chooseMark([days("2026-01-01")], [{ ...days("2026-01-01", "2026-01-31"), grain: "month" }], false),
    ).toEqual([{ ...days("2026-01-01", "2026-01-31"), grain: "month" }]);
  });

  it("holds what was added, whatever was there, and never what was taken away", () => {
    const values = fc.uniqueArray(fc.constantFrom("A", "B", "C", null), { minLength: 1 });
    fc.assert(
      fc.property(values, values, fc.constantFrom("A", "B", "C", null), (some, others, value) => {
        const before = [brand(...some), channel(...others)];
        const pick = [brand(value), channel(others[0] ?? null)];
        const was = isChosen(before, pick);
        const after = chooseMark(before, pick, true);
        expect(isChosen(after, pick)).toBe(!was);
      }),
    );
  });
});

describe("isChosen", () => {
  it("asks for every dimension, or for those a place has", () => {
    const chosen = [brand("A"), channel("x", "y")];
    expect(isChosen(chosen, [brand("A"), channel("y")])).toBe(true);
    expect(isChosen(chosen, [brand("A"), channel("z")])).toBe(false);
    expect(isChosen(chosen, [brand("A")])).toBe(false);
    expect(isChosen(chosen, [brand("A")], true)).toBe(true);
    expect(isChosen([], [brand("A")])).toBe(false);
    expect(isChosen([days("2026-01-01", "2026-01-31")], [days("2026-01-09")])).toBe(true);
    expect(isChosen([days("2026-01-01", "2026-01-31")], [days("2026-02-01")])).toBe(false);
  });
});

it("puts what is chosen where its widget's stood", () => {
  const [a, b] = [
    { source: "a", conditions: [brand("A")] },
    { source: "b", conditions: [brand("B")] },
  ];
  expect(replaceSource([a, b], "a", [brand("C")])).toEqual([{ source: "a", conditions: [brand("C")] }, b]);
  expect(replaceSource([a, b], "a", [])).toEqual([b]);
  expect(replaceSource([a], "b", [brand("B")])).toEqual([a, b]);
});
