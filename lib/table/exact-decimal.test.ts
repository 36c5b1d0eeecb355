import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDecimals,
  compareDecimals,
  divideDecimal,
  readDecimal,
  shiftDecimal,
  writeDecimal,
} from "./exact-decimal";

const read = (value: unknown) => {
  const decimal = readDecimal(value);
  if (!decimal) throw new Error(`no decimal: ${String(value)}`);
  return decimal;
};

describe("exact decimals", () => {
  it("read what results hold, and nothing else", () => {
    expect(
      [0.1, "-12345678901234567890.5", 1e21, 5e-7, -0].map((value) => writeDecimal(read(value))),
    ).toEqual(["0.1", "-12345678901234567890.5", "1000000000000000000000", "0.0000005", "0"]);
    for (const value of ["", "1,000", "•••", "1e9999", null, true, Number.NaN])
      expect(readDecimal(value)).toBeNull();
  });

  it("add what doubles would round", () => {
    expect(writeDecimal(addDecimals(read(0.1), read(0.2)))).toBe("0.3");
    expect(writeDecimal(addDecimals(read("9007199254740993"), read(0.5)))).toBe("9007199254740993.5");
  });

  it("divide to six digits more, half away from zero", () => {
    expect(writeDecimal(divideDecimal(read(10), 4))).toBe("2.5");
    expect(writeDecimal(divideDecimal(read(2), 3))).toBe("0.666667");
    expect(writeDecimal(divideDecimal(read(-2), 3))).toBe("-0.666667");
    expect(writeDecimal(shiftDecimal(read(31.1), 2))).toBe("0.311");
    expect(writeDecimal(shiftDecimal(read(50), 2))).toBe("0.5");
  });

  const decimal = fc.tuple(
    fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    fc.integer({ min: 0, max: 12 }),
  );

  it("sum the same in any order, and come back as written", () => {
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1 }), (list) => {
        const all = list.map(([units, scale]) => ({ units, scale }));
        const sum = (parts: typeof all) => writeDecimal(parts.reduce(addDecimals));
        expect(sum([...all].reverse())).toBe(sum(all));
        const scale = 12;
        const whole = list.reduce((total, [units, own]) => total + units * 10n ** BigInt(scale - own), 0n);
        expect(sum(all)).toBe(writeDecimal({ units: whole, scale }));
        for (const one of all) expect(compareDecimals(read(writeDecimal(one)), one)).toBe(0);
      }),
    );
  });
});
