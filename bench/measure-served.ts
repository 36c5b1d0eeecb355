/** What the served product gives by HTTP, with sign-in, row rule, rate limit and audit on. */
import type { Viewer } from "@/lib/access/viewer";
import type { Result } from "@/lib/query/result";
import type { Asker } from "./asker";
import { answersDiffer } from "./compare-answers";
import { RULED } from "./data";
import { askEngine } from "./engine";
import { answersPerSecond, type Client } from "./http-client";
import { type Asked, QUESTIONS, type Question } from "./questions";
import { type Line, pairedLine } from "./report";
import { type Paired, pairsOf } from "./statistics";
import { type TurnOptions, takeTurns, timed } from "./turns";

const QUERY = "/api/v1/query";
const READERS = 32;
const CACHED = {
  text: "≤ 3 × the stored bytes",
  met: ({ ratio }: Pick<Paired, "ratio">) => ratio <= 3,
};

export interface Served {
  product: Client;
  bare: Client;
  viewer: Viewer;
  asker: Asker;
  signal: AbortSignal;
}

const bodyOf = (question: Question, asked: Asked, dataset: string) =>
  JSON.stringify({ ...question.query(asked), dataset });

const dataOf = (bytes: Buffer): Result => JSON.parse(bytes.toString()).data;

/** Has each answer kept on both sides, and proves that the rule changes nothing for who may see all. @returns the bodies */
async function keepAnswers({ product, bare, viewer, asker }: Served): Promise<Map<Question, string>> {
  const bodies = new Map<Question, string>();
  for (const question of QUESTIONS) {
    const asked = asker.next(question);
    const body = bodyOf(question, asked, RULED);
    await product.send("POST", QUERY, body);
    const bytes = await product.send("POST", QUERY, body);
    const answer = dataOf(bytes);
    if (!answer.meta.cached) throw new Error(`${question.id} was not kept`);
    const difference = answersDiffer(answer, await askEngine(viewer, question, asked));
    if (difference !== null) throw new Error(`${question.id}: the served answer differs, ${difference}`);
    await bare.send("PUT", `/${question.id}`, bytes);
    if (!bytes.equals(await bare.send("POST", `/${question.id}`, body)))
      throw new Error(`${question.id}: the bare server gives other bytes`);
    bodies.set(question, body);
  }
  return bodies;
}

/** The same question again, one reader: a kept answer against its stored bytes. */
export async function measureCached(served: Served, options: TurnOptions): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [question, body] of await keepAnswers(served)) {
    const product = () => timed(() => served.product.send("POST", QUERY, body));
    const bare = () => timed(() => served.bare.send("POST", `/${question.id}`, body));
    await takeTurns({ ...options, turns: options.turns / 2 }, product, bare);
    const paired = await takeTurns(options, product, bare);
    lines.push(pairedLine("A kept answer, over HTTP", `${question.id} ${question.title}`, paired, CACHED));
  }
  return lines;
}

interface MixOptions {
  rounds: number;
  /** Of each side in a round. */
  ms: number;
}

const at = <T>(list: readonly T[], i: number): T => {
  const found = list[i % list.length];
  if (found === undefined) throw new Error("an empty list");
  return found;
};

/** Five questions in turns from 32 readers: kept answers, and new windows. */
export async function measureMix(served: Served, { rounds, ms }: MixOptions): Promise<Line[]> {
  const { product, bare, asker, signal } = served;
  const kept = [...(await keepAnswers(served))];
  const rate = (forMs: number, ask: (request: number) => Promise<unknown>) =>
    answersPerSecond(READERS, forMs, signal, ask);
  const newOne = (i: number): [Question, Asked] => {
    const question = at(QUESTIONS, i);
    return [question, asker.next(question)];
  };
  const sides = {
    "kept answers": [
      (i: number) => product.send("POST", QUERY, at(kept, i)[1]),
      (i: number) => bare.send("POST", `/${at(kept, i)[0].id}`, at(kept, i)[1]),
    ],
    "new windows": [
      (i: number) => product.send("POST", QUERY, bodyOf(...newOne(i), "sales")),
      (i: number) => {
        const [question, asked] = newOne(i);
        return bare.send("POST", `/ask/${question.id}`, JSON.stringify(asked));
      },
    ],
  } as const;
  const lines: Line[] = [];
  for (const [name, [ofProduct, ofFloor]] of Object.entries(sides)) {
    const goal = name === "kept answers" ? 0.25 : 0.8;
    await rate(ms / 2, ofProduct);
    await rate(ms / 2, ofFloor);
    const taken: [number, number][] = [];
    for (let round = 0; round < rounds; round += 1)
      taken.push([await rate(ms, ofProduct), await rate(ms, ofFloor)]);
    const paired = pairsOf(taken);
    lines.push({
      group: `Five questions in turns, ${READERS} readers, over HTTP`,
      name: `${name}, against ${name === "kept answers" ? "the bare server" : "the floor's statements"}`,
      unit: "1/s",
      product: paired.product.median,
      floor: paired.floor.median,
      ratio: paired.ratio,
      goal: `≥ ${goal} ×`,
      met: paired.ratio >= goal,
      note: "",
    });
  }
  return lines;
}
