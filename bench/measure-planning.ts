import type { Viewer } from "@/lib/access/viewer";
import { executePlan } from "@/lib/query/execute";
import { toResult } from "@/lib/query/to-result";
import { sourceTarget } from "@/lib/sources/source-target";
import type { Asker } from "./asker";
import { RULED } from "./data";
import { compiled, parseQuery, plannerOf } from "./engine";
import { QUESTIONS } from "./questions";
import { type Line, short } from "./report";
import { median } from "./statistics";

const GOAL_MS = 0.5;
const FACTS = { cached: false, stale: false, elapsedMs: 0, dataAsOf: null };

/** Medians of what the engine itself takes: each part of each run is timed. */
export async function measurePlanning(viewer: Viewer, asker: Asker, runs: number): Promise<Line[]> {
  const lines: Line[] = [];
  const planners = [await plannerOf(viewer, "sales"), await plannerOf(viewer, RULED)] as const;
  for (const question of QUESTIONS)
    for (const planner of planners) {
      const asked = asker.next(question);
      const dataset = planner.loaded.dataset;
      const input = { ...question.query(asked), dataset: dataset.id };
      const target = sourceTarget(planner.loaded.source, planner.loaded.folder);
      const { answer } = await executePlan(planner.plan(parseQuery(input)), { data: null, target });
      const parts = { parse: [], plan: [], compile: [], write: [], print: [] } as Record<string, number[]>;
      // As many again to warm up.
      for (let run = -runs; run < runs; run += 1) {
        const at = [performance.now()];
        const query = parseQuery(input);
        at.push(performance.now());
        const plan = planner.plan(query);
        at.push(performance.now());
        compiled(plan);
        at.push(performance.now());
        const result = toResult(plan, dataset, viewer.locale, answer, FACTS);
        at.push(performance.now());
        JSON.stringify(result);
        at.push(performance.now());
        if (run < 0) continue;
        Object.values(parts).forEach((times, i) => {
          times.push((at[i + 1] ?? 0) - (at[i] ?? 0));
        });
      }
      const ms = (part: string) => median(parts[part] ?? []);
      const product = ms("plan") + ms("compile");
      lines.push({
        group: "Planner and compiler",
        name: `${question.id} ${question.title}${planner === planners[1] ? ", under a row rule" : ""}`,
        unit: "ms",
        product,
        floor: null,
        ratio: null,
        goal: `< ${GOAL_MS} ms`,
        met: product < GOAL_MS,
        note: `plan ${short(ms("plan"))}, compile ${short(ms("compile"))}; beside them: parse ${short(ms("parse"))}, answer ${short(ms("write"))}, JSON ${short(ms("print"))}`,
      });
    }
  return lines;
}
