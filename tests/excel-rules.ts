/** What Excel would draw on a cell, by the rules of its sheet. For tests. */
import type { PlacedRule, RuleIcon, RulePoint, SheetRule } from "@/lib/export/xlsx/sheet-rules";
import { scaleStyle } from "@/lib/table/color-scale";
import { compareAsExcel, Fault, parseFormula, reckon, type Value } from "@/tests/excel-formula";

export interface Drawn {
  bold?: boolean;
  color?: string;
  fill?: string | null;
  number?: string;
  icon?: RuleIcon;
  bar?: { color: string; zero: number; end: number };
}

interface Box {
  left: number;
  right: number;
  first: number;
  last: number;
}

const columnAt = (letters: string) =>
  [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1;

export function boxOf(area: string): Box {
  const [from = "", to = from] = area.split(":");
  const parts = [from, to].map((name) => /^([A-Z]+)(\d+)$/.exec(name));
  const [a, b] = parts;
  if (!a || !b) throw new Error(`no area: ${area}`);
  return {
    left: columnAt(a[1] ?? ""),
    right: columnAt(b[1] ?? ""),
    first: Number(a[2]),
    last: Number(b[2]),
  };
}

type CellAt = (column: number, row: number) => Value;

function percentile(sorted: readonly number[], p: number): number {
  const place = ((sorted.length - 1) * p) / 100;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}

/** A rule in its place, ready to be asked cell by cell. */
class Placed {
  readonly box: Box;
  private readonly numbers: number[] = [];
  private readonly formulas: ReturnType<typeof parseFormula>[];

  constructor(
    readonly placed: PlacedRule,
    private readonly cellAt: CellAt,
  ) {
    const { rule, area } = placed;
    this.box = boxOf(area);
    const texts = rule.kind === "formula" ? [rule.formula] : rule.kind === "compare" ? rule.formulas : [];
    this.formulas = texts.map(parseFormula);
    if (rule.kind !== "formula" && rule.kind !== "compare")
      for (let row = this.box.first; row <= this.box.last; row++)
        for (let column = this.box.left; column <= this.box.right; column++) {
          const value = cellAt(column, row);
          if (typeof value === "number") this.numbers.push(value);
        }
    this.numbers.sort((a, b) => a - b);
  }

  holds = (column: number, row: number) =>
    column >= this.box.left && column <= this.box.right && row >= this.box.first && row <= this.box.last;

  private outcome(i: number, row: number): Value | Fault {
    const node = this.formulas[i];
    if (!node) throw new Error("a formula is missing");
    return reckon(node, (letters, line) => this.cellAt(columnAt(letters), line), row - this.box.first);
  }

  private compares({ operator }: SheetRule & { kind: "compare" }, value: Value, row: number): boolean {
    const [first, second] = this.formulas.map((_, i) => this.outcome(i, row));
    if (first === undefined || first instanceof Fault || second instanceof Fault) return false;
    const order = compareAsExcel(value, first);
    switch (operator) {
      case "lessThan":
        return order < 0;
      case "lessThanOrEqual":
        return order <= 0;
      case "greaterThan":
        return order > 0;
      case "greaterThanOrEqual":
        return order >= 0;
      case "equal":
        return order === 0;
      case "notEqual":
        return order !== 0;
      case "between":
        return order >= 0 && compareAsExcel(value, second ?? null) <= 0;
    }
  }

  private place({ at, value }: RulePoint, automatic = false): number {
    const [low = 0, high = 0] = [this.numbers[0], this.numbers.at(-1)];
    if (at === "num") return value ?? 0;
    if (at === "percentile") return percentile(this.numbers, value ?? 0);
    if (at === "min") return automatic ? Math.min(0, low) : low;
    return automatic ? Math.max(0, high) : high;
  }

  /** What it draws on a cell; null where it is not met. */
  draw(column: number, row: number): Drawn | null {
    const { rule } = this.placed;
    const value = this.cellAt(column, row);
    if (rule.kind === "formula") {
      const told = this.outcome(0, row);
      return told === true || (typeof told === "number" && told !== 0) ? rule.look : null;
    }
    if (rule.kind === "compare") return this.compares(rule, value, row) ? rule.look : null;
    if (typeof value !== "number") return null;
    switch (rule.kind) {
      case "rank": {
        const bound = this.numbers.at(rule.bottom ? rule.rank - 1 : -rule.rank);
        const within = bound === undefined || (rule.bottom ? value <= bound : value >= bound);
        return within ? rule.look : null;
      }
      case "aboveAverage":
        return value > this.numbers.reduce((sum, one) => sum + one, 0) / this.numbers.length
          ? rule.look
          : null;
      case "scale": {
        const points = rule.points.map((point) => ({ at: this.place(point), color: `#${point.color}` }));
        const ground = scaleStyle(points, value, undefined)?.backgroundColor;
        return ground ? { fill: ground.slice(1).toUpperCase() } : null;
      }
      case "bar": {
        const [from, to] = [this.place(rule.min, true), this.place(rule.max, true)];
        const share = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)));
        return {
          bar: {
            color: value < 0 ? (rule.negative ?? rule.color) : rule.color,
            zero: share(0),
            end: share(value),
          },
        };
      }
      case "icons": {
        const step = rule.steps.findLast(
          ({ from, above }) => from === undefined || (above ? value > from : value >= from),
        );
        return { icon: step?.icon ?? null };
      }
    }
  }
}

/** Asked cell by cell: of what two rules draw, the first one's stays. */
export function excelDrawer(
  rules: readonly PlacedRule[],
  cellAt: CellAt,
): (column: number, row: number) => Drawn {
  const placed = rules.map((rule) => new Placed(rule, cellAt));
  return (column, row) => {
    let drawn: Drawn = {};
    for (const one of placed) {
      const own = one.holds(column, row) ? one.draw(column, row) : null;
      if (!own) continue;
      drawn = { ...own, ...drawn };
      if (one.placed.stops) break;
    }
    return drawn;
  };
}
