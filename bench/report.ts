/** What a run found, as lines of one table. Pure. */
import type { Paired } from "./statistics";

export interface Line {
  group: string;
  name: string;
  /** Medians: milliseconds, or answers a second; sizes are what they are, memory the most. */
  unit: "ms" | "1/s" | "KB" | "MB";
  product: number;
  /** Of the product and the floor, where single requests were timed. */
  p95?: [product: number, floor: number];
  floor: number | null;
  ratio: number | null;
  goal: string | null;
  /** Null where there is no goal, or nothing to judge. */
  met: boolean | null;
  note: string;
}

export interface Run {
  date: string;
  rows: number;
  quick: boolean;
  machine: { cores: number; model: string; memoryGib: number; node: string; postgres: string };
  /** Others' work on the machine when it began: runnable processes, over a minute. */
  loadBefore: number;
  note: string;
  lines: Line[];
}

/** A line of what was timed in turns. */
export function pairedLine(
  group: string,
  name: string,
  paired: Paired,
  goal: { text: string; met(paired: Paired): boolean },
  note = "",
): Line {
  return {
    group,
    name,
    unit: "ms",
    product: paired.product.median,
    p95: [paired.product.p95, paired.floor.p95],
    floor: paired.floor.median,
    ratio: paired.ratio,
    goal: goal.text,
    met: goal.met(paired),
    note,
  };
}

/** Three digits say all that timings hold. */
export function short(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

const verdict = ({ met }: Line) => (met === null ? "" : met ? "pass" : "**miss**");

function cells(line: Line): string[] {
  const { name, unit, product, p95, floor, ratio, goal, note } = line;
  const with95 = (value: number, side: 0 | 1) =>
    `${short(value)} ${unit}${p95 ? ` (${short(p95[side])})` : ""}`;
  return [
    name,
    with95(product, 0),
    floor === null ? "" : with95(floor, 1),
    ratio === null ? "" : `${short(ratio)} ×`,
    goal ?? "",
    verdict(line),
    note,
  ];
}

/** The table as Markdown, which a terminal shows as well. */
export function printRun({ date, rows, quick, machine, loadBefore, note, lines }: Run): string {
  const { cores, model, memoryGib, node, postgres } = machine;
  const text = [
    `${rows.toLocaleString("en")} rows, ${date}${quick ? ", a quick run" : ""}. ${cores} cores (${model}), ${memoryGib} GiB, Node ${node}, Postgres ${postgres}; load before the run ${short(loadBefore)}.`,
    ...(note ? [note] : []),
  ];
  const head = ["", "product (p95)", "against (p95)", "ratio", "goal", "", ""];
  for (const group of new Set(lines.map((line) => line.group))) {
    const body = lines.filter((line) => line.group === group).map(cells);
    const table = [head, ...body];
    const widths = head.map((_, i) => Math.max(3, ...table.map((row) => row[i]?.length ?? 0)));
    const row = (values: string[]) =>
      `| ${values.map((value, i) => value.padEnd(widths[i] ?? 0)).join(" | ")} |`;
    const rule = `|${widths.map((width, i) => (i > 0 && i < 4 ? `${"-".repeat(width + 1)}:` : "-".repeat(width + 2))).join("|")}|`;
    text.push("", `**${group}**`, "", row(head), rule, ...body.map(row));
  }
  return `${text.join("\n")}\n`;
}
