/** The engine over a tenth of the rows, in a process of its own with a database of its own; answers its parent's questions. */
import path from "node:path";
import type { Viewer } from "@/lib/access/viewer";
import { closeRunners } from "@/lib/sources/open-runner";
import { openData } from "./data";
import { askEngine } from "./engine";
import { type Asked, QUESTIONS } from "./questions";
import { timed } from "./turns";

export type ToSmall = { viewer: Viewer; id: string; asked: Asked };
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
  floor: false,
  signal: stop.signal,
});
process.on("message", ({ viewer, id, asked }: ToSmall) => {
  const question = QUESTIONS.find((one) => one.id === id);
  if (!question) return say({ failed: `no question ${id}` });
  timed(() => askEngine(viewer, question, asked)).then(
    (ms) => say({ ms }),
    (error) => say({ failed: String(error) }),
  );
});
say({ ready: true });
await new Promise((resolve) => {
  if (stop.signal.aborted) resolve(null);
  stop.signal.addEventListener("abort", resolve);
});
await closeRunners();
await data.database.close();
process.exit();
