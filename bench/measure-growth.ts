import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Viewer } from "@/lib/access/viewer";
import type { Asker } from "./asker";
import { askEngine } from "./engine";
import type { Floor } from "./floor";
import { type Asked, QUESTIONS } from "./questions";
import { type Line, pairedLine, short } from "./report";
import type { FromSmall, ToSmall } from "./small-engine";
import { type TurnOptions, takeTurns, timed } from "./turns";

const GOAL = { text: "≤ 1.2 ×", met: ({ ratio }: { ratio: number }) => ratio <= 1.2 };

export interface SmallEngine {
  /** @returns ms in its process */
  ask(question: ToSmall): Promise<number>;
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
    ask: async (question) => {
      child.send(question);
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

interface Sides {
  viewer: Viewer;
  floor: Floor;
  small: SmallEngine;
}

/**
 * What a question costs over all rows against a tenth of them, in turns. Judged where a rollup answers; what the statement by
 * hand costs more stands beside it, because ten times the rows fill more of any table.
 */
export async function measureGrowth(
  { viewer, floor, small }: Sides,
  asker: Asker,
  options: TurnOptions,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const question of QUESTIONS) {
    const { meta } = await askEngine(viewer, question, asker.next(question));
    const grown = async (side: ToSmall["side"]) => {
      const asked: Asked[] = [];
      const of = (turn: number) => {
        asked[turn] ??= asker.next(question);
        return asked[turn];
      };
      const ofSmall = (turn: number) => small.ask({ viewer, side, id: question.id, asked: of(turn) });
      const ofAll = (turn: number) =>
        timed(() =>
          side === "engine" ? askEngine(viewer, question, of(turn)) : floor.ask(question, of(turn)),
        );
      await takeTurns({ ...options, turns: 5 }, ofAll, ofSmall);
      return takeTurns(
        options,
        (turn) => ofAll(turn + 5),
        (turn) => ofSmall(turn + 5),
      );
    };
    const byHand = await grown("floor");
    const note = `${meta.rollup === null ? "no rollup: not judged" : `rollup ${meta.rollup}`}; by hand ${short(byHand.ratio)} ×`;
    const name = `${question.id} ${question.title}`;
    const line = pairedLine("All rows against a tenth of them", name, await grown("engine"), GOAL, note);
    lines.push(meta.rollup === null ? { ...line, goal: null, met: null } : line);
  }
  return lines;
}
