/** Engine and floor over a tenth of the rows, in a process and a database of their own; they answer their parent's questions. */
import path from "node:path";
import type { Viewer } from "@/lib/access/viewer";
import { closeRunners } from "@/lib/sources/open-runner";
import { openData } from "./data";
import { askEngine } from "./engine";
import { openFloor } from "./floor";
import { type Asked, QUESTIONS } from "./questions";
import { timed } from "./turns";

export type ToSmall = { viewer: Viewer; side: "engine" | "floor"; id: string; asked: Asked };
export type FromSmall = { ready: true } | { ms: number } | { failed: string };

const [root = "", folder = "", rows = "", until = ""] = process.argv.slice(2);
const stop = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "disconnect"]) process.on(name, () => stop.abort());
const say = (message: FromSmall) => process.connected && process.send?.(message);

const data = await openData({
  root,
  dataDir: path.join(folder, "small"),
  rows: Number(rows),
  until,
  signal: stop.signal,
});
const floor = openFloor(data.database.env.databaseReaderUrl);
process.on("message", ({ viewer, side, id, asked }: ToSmall) => {
  const question = QUESTIONS.find((one) => one.id === id);
  if (!question) return say({ failed: `no question ${id}` });
  const ask = () => (side === "engine" ? askEngine(viewer, question, asked) : floor.ask(question, asked));
  timed(ask).then(
    (ms) => say({ ms }),
    (error) => say({ failed: String(error) }),
  );
});
say({ ready: true });
await new Promise((resolve) => {
  if (stop.signal.aborted) resolve(null);
  stop.signal.addEventListener("abort", resolve);
});
await floor.close();
await closeRunners();
await data.database.close();
process.exit();
