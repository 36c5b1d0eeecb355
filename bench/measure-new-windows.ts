import type { Viewer } from "@/lib/access/viewer";
import type { Asker } from "./asker";
import { answersDiffer } from "./compare-answers";
import { askEngine } from "./engine";
import type { Floor } from "./floor";
import type { Asked, Question } from "./questions";
import { type Line, pairedLine } from "./report";
import { type TurnOptions, takeTurns, timed } from "./turns";

const GOAL = {
  text: "≤ 1.25 × or + 2 ms",
  met: ({ ratio, more }: { ratio: number; more: number }) => ratio <= 1.25 || more <= 2,
};
const COMPARED = 3;

/** Asks both sides the same. @throws Error that says where they differ. @returns the rollup that answered */
export async function assertEqual(
  viewer: Viewer,
  floor: Floor,
  question: Question,
  asker: Asker,
): Promise<string | null> {
  let rollup: string | null = null;
  let rows = 0;
  for (let i = 0; i < COMPARED; i += 1) {
    const asked = asker.next(question);
    const product = await askEngine(viewer, question, asked);
    const difference = answersDiffer(product, question.answer(await floor.ask(question, asked)));
    if (difference !== null)
      throw new Error(`${question.id} ${JSON.stringify(asked)}: product and floor differ, ${difference}`);
    rows += product.rows.length;
    rollup = product.meta.rollup;
  }
  // A product may have sold nothing in one of the windows; nothing in all of them would compare nothing.
  if (rows === 0) throw new Error(`${question.id}: no rows`);
  return rollup;
}

/** One question, a new window a turn: the engine in this process against the floor's statement. */
export async function measureNewWindows(
  viewer: Viewer,
  floor: Floor,
  question: Question,
  asker: Asker,
  options: TurnOptions,
): Promise<Line> {
  const rollup = await assertEqual(viewer, floor, question, asker);
  const asked: Asked[] = [];
  const of = (turn: number) => {
    asked[turn] ??= asker.next(question);
    return asked[turn];
  };
  const paired = await takeTurns(
    options,
    (turn) => timed(() => askEngine(viewer, question, of(turn))),
    (turn) => timed(() => floor.ask(question, of(turn))),
  );
  const name = `${question.id} ${question.title}`;
  return pairedLine("A new window", name, paired, GOAL, rollup === null ? "no rollup" : `rollup ${rollup}`);
}
