/** The floor: the best statement by hand through the product's driver, its rows as arrays. Nothing else is done. */
import postgres from "postgres";
import type { Asked, Question } from "./questions";

export interface Floor {
  /** The lines as the driver gives them. */
  ask(question: Question, asked: Asked): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** As many at once as the product's readers. */
const CONNECTIONS = 8;

const asText = (oids: number[]) => ({
  to: 25,
  from: oids,
  serialize: (value: unknown) => String(value),
  parse: (text: string) => text,
});

/** @param url the reader's */
export function openFloor(url: string): Floor {
  const sql = postgres(url, {
    max: CONNECTIONS,
    fetch_types: false,
    onnotice: () => {},
    types: { date: asText([1082]) },
    connection: {
      application_name: "lookflex-bench-floor",
      TimeZone: "UTC",
      // A plan for any window is a worse one than the window's own.
      plan_cache_mode: "force_custom_plan",
    },
  });
  return {
    ask: async ({ floor, params }, asked) => [
      ...(await sql.unsafe(floor, params(asked), { prepare: true }).values()),
    ],
    close: () => sql.end({ timeout: 2 }),
  };
}
