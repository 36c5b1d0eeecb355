import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Viewer } from "@/lib/access/viewer";
import type { Asker } from "./asker";
import { askEngine } from "./engine";
import { type Asked, QUESTIONS } from "./questions";
import { type Line, pairedLine } from "./report";
import type { FromSmall, ToSmall } from "./small-engine";
import { type TurnOptions, takeTurns, timed } from "./turns";

const GOAL = { text: "≤ 1.2 ×", met: ({ ratio }: { ratio: number }) => ratio <= 1.2 };

export interface SmallEngine {
  /** @returns ms in its process */
  ask(viewer: Viewer, id: string, asked: Asked): Promise<number>;
  close(): Promise<void>;
}

async function next(child: ChildProcess): Promise<FromSmall> {
  const heard = new AbortController();
  const { signal } = heard;
  try {
    return await Promise.race([
      once(child, "message", { signal }).then(([message]) => message as FromSmall),
      once(child, "exit", { signal }).then(() => ({ failed: "the small engine ended" })),
    ]);
  } finally {
    heard.abort();
  }
}

/** Starts the engine over fewer rows, once its database is loaded. */
export async function startSmall(
  root: string,
  folder: string,
  rows: number,
  until: string,
): Promise<SmallEngine> {
  const program = path.join(import.meta.dirname, "small-engine.mjs");
  const child = fork(program, [root, folder, String(rows), until], { cwd: process.cwd() });
  const ready = await next(child);
  if (!("ready" in ready)) throw new Error("failed" in ready ? ready.failed : "out of turn");
  return {
    ask: async (viewer, id, asked) => {
      child.send({ viewer, id, asked } satisfies ToSmall);
      const heard = await next(child);
      if (!("ms" in heard)) throw new Error("failed" in heard ? heard.failed : "out of turn");
      return heard.ms;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}

/** What a question costs over all rows against a tenth of them, in turns. Judged where a rollup answers. */
export async function measureGrowth(
  viewer: Viewer,
  small: SmallEngine,
  asker: Asker,
  options: TurnOptions,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const question of QUESTIONS) {
    const asked: Asked[] = [];
    const of = (turn: number) => {
      asked[turn] ??= asker.next(question);
      return asked[turn];
    };
    for (let i = 0; i < 3; i += 1) await small.ask(viewer, question.id, asker.next(question));
    const { meta } = await askEngine(viewer, question, asker.next(question));
    const paired = await takeTurns(
      options,
      (turn) => timed(() => askEngine(viewer, question, of(turn))),
      (turn) => small.ask(viewer, question.id, of(turn)),
    );
    const name = `${question.id} ${question.title}`;
    const line = pairedLine("All rows against a tenth of them", name, paired, GOAL);
    const rollup = meta.rollup !== null;
    lines.push({ ...line, ...(rollup ? {} : { goal: null, met: null, note: "no rollup: not judged" }) });
  }
  return lines;
}
