/** `npm run bench`: the query engine against floors measured in the same run. `scripts/bench.mjs` builds and starts it. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { stopSignal } from "@/cli/stop-signal";
import { startWeb, waitForWeb } from "@/cli/web-process";
import { freePort } from "@/db/embedded";
import type { Viewer } from "@/lib/access/viewer";
import { closeRunners } from "@/lib/sources/open-runner";
import { Asker, bestItems, bigReadDays } from "./asker";
import { type Data, makeProduct, openData } from "./data";
import { type Floor, openFloor } from "./floor";
import { openClient } from "./http-client";
import { measureEditor } from "./measure-editor";
import { measureCrowd, measureExports } from "./measure-exports";
import { measureGrowth, type SmallEngine, startSmall } from "./measure-growth";
import { measureLive } from "./measure-live";
import { measureNewWindows } from "./measure-new-windows";
import { measurePages } from "./measure-pages";
import { measurePlanning } from "./measure-planning";
import { measureCached, measureMix } from "./measure-served";
import { measureTables } from "./measure-tables";
import { bigRead, bigReadOfRows, QUESTIONS } from "./questions";
import { signIn } from "./reader";
import { type Line, printRun, type Run } from "./report";

const root = path.resolve(import.meta.dirname, "..", "..");
const folder = path.resolve(process.env.LOOKFLEX_BENCH_DIR || path.join(os.tmpdir(), "lookflex-bench"));

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: process.env.BENCH_ROWS || "10000000" },
    quick: { type: "boolean", default: false },
    /** A part of it alone; nothing is written then. */
    only: { type: "string", default: "" },
    /** Kept with the results: what else the machine was doing, say. */
    note: { type: "string", default: "" },
  },
});
const rows = Number(values.rows);
if (!Number.isSafeInteger(rows) || rows < 200_000)
  throw new Error("--rows must be a whole number from 200000");
const { quick, note, only } = values;
const PARTS = [
  "planning",
  "windows",
  "growth",
  "served",
  "tables",
  "editor",
  "pages",
  "exports",
  "live",
] as const;
type Part = (typeof PARTS)[number];
if (only !== "" && !PARTS.includes(only as Part))
  throw new Error(`--only must be one of ${PARTS.join(", ")}`);
const isAsked = (part: Part): boolean => only === "" || only === part;
const signal = stopSignal();

/** The engine in this process, against statements on the same database and itself on a smaller one. */
async function measureEngine(
  viewer: Viewer,
  floor: Floor,
  asker: Asker,
  bigDays: number,
  small: SmallEngine | null,
) {
  const lines: Line[] = [];
  if (isAsked("planning")) {
    console.log("Planner and compiler…");
    lines.push(...(await measurePlanning(viewer, asker, quick ? 200 : 2_000)));
  }
  const options = { turns: quick ? 15 : 80, mostMs: quick ? 8_000 : 60_000, signal };
  for (const question of isAsked("windows") ? [...QUESTIONS, bigRead(bigDays), bigReadOfRows(bigDays)] : []) {
    console.log(`${question.id} ${question.title}…`);
    lines.push(await measureNewWindows(viewer, floor, question, asker, options));
  }
  if (small) {
    console.log("A tenth of the rows…");
    const fewer = { turns: quick ? 10 : 40, mostMs: quick ? 4_000 : 20_000, signal };
    lines.push(...(await measureGrowth({ viewer, floor, small }, asker, fewer)));
  }
  return lines;
}

/** The built product as it serves, against a bare server; both in processes of their own. */
async function measureServer(data: Data, asker: Asker, who: Awaited<ReturnType<typeof signIn>>) {
  const port = await freePort();
  const web = startWeb(process.cwd(), { ...data.database.env, port }, false);
  const bareProcess = fork(path.join(import.meta.dirname, "bare-server.mjs"));
  const [{ port: barePort }] = await once(bareProcess, "message");
  const product = openClient(port, 32, { authorization: `Bearer ${who.token}` });
  const bare = openClient(barePort, 32);
  try {
    if (!(await waitForWeb(web, port))) throw new Error("the product does not start");
    const served = { product, bare, viewer: who.viewer, asker, signal };
    console.log("Kept answers…");
    const cached = await measureCached(served, { turns: quick ? 100 : 500, mostMs: 30_000, signal });
    console.log("32 readers…");
    const mix = await measureMix(served, quick ? { rounds: 3, ms: 1_500 } : { rounds: 6, ms: 5_000 });
    return [...cached, ...mix];
  } finally {
    product.close();
    bare.close();
    bareProcess.disconnect();
    await web.stop();
  }
}

/** The last days with about so many sales in them, a million if nothing else is said. */
async function daysOfAMillion(
  { database, last }: Data,
  sales = 1_000_000,
): Promise<{ from: string; to: string }> {
  const sql = postgres(database.env.databaseReaderUrl, { max: 1 });
  const [found] = await sql<{ from: string }[]>`
    select min(date)::text as from from (
      select date, sum(count(*)) over (order by date desc) as so_far from commerce.sales group by date) days
    where so_far <= ${sales}`;
  await sql.end({ timeout: 1 });
  return { from: found?.from ?? last, to: last };
}

/** The built product in a process of its own, as long as it is measured. */
async function withWeb<T>(data: Data, measure: (port: number) => Promise<T>): Promise<T> {
  const port = await freePort();
  // Browsers say where they come from, and only the site's own pages may change things.
  process.env.SITE_URL = `http://localhost:${port}`;
  const web = startWeb(process.cwd(), { ...data.database.env, port }, false);
  try {
    if (!(await waitForWeb(web, port))) throw new Error("the product does not start");
    return await measure(port);
  } finally {
    await web.stop();
  }
}

/** Where a browser is; what needs one is left out, and said to be, where none was found. */
function chromium(what: string): string | null {
  const { CHROMIUM_PATH: executablePath = "" } = process.env;
  if (executablePath === "") console.log(`not run: ${what}, no Chromium was found`);
  return executablePath || null;
}

/** The built product's tables in a browser. */
async function measureInBrowser(data: Data): Promise<Line[]> {
  const executablePath = chromium("tables in a browser");
  if (!executablePath) return [];
  console.log("Tables in a browser…");
  const days = await daysOfAMillion(data);
  return withWeb(data, (port) =>
    measureTables({
      url: `http://localhost:${port}`,
      executablePath,
      ...days,
      options: { turns: quick ? 5 : 15, mostMs: quick ? 60_000 : 180_000, signal },
    }),
  );
}

/** Dragging on the editor's canvas. */
async function measureCanvas(data: Data): Promise<Line[]> {
  const executablePath = chromium("the editor's canvas");
  if (!executablePath) return [];
  console.log("The editor's canvas…");
  return withWeb(data, (port) =>
    measureEditor({
      url: `http://localhost:${port}`,
      executablePath,
      options: { turns: quick ? 5 : 15, mostMs: quick ? 60_000 : 180_000, signal },
    }),
  );
}

/** Whole dashboards of the built product. */
async function measureDashboards(data: Data, asker: Asker, floor: Floor): Promise<Line[]> {
  const executablePath = chromium("whole pages");
  if (!executablePath) return [];
  console.log("Whole pages…");
  return measurePages({
    serve: (measure) => withWeb(data, measure),
    executablePath,
    asker,
    floor,
    turns: quick ? 5 : 15,
    starts: quick ? 1 : 3,
    ms: quick ? 1500 : 4000,
    signal,
  });
}

/** Files of what pages show, in this process, and beside the built product's other readers. */
async function measureFiles(
  data: Data,
  asker: Asker,
  who: Awaited<ReturnType<typeof signIn>>,
): Promise<Line[]> {
  console.log("Exports…");
  // Some are of the same day, SKU and channel: a million of those are left.
  const days = await daysOfAMillion(data, 1_500_000);
  const lines = await measureExports({
    editor: { ...who.viewer, role: "editor", scopes: null },
    url: data.database.env.databaseReaderUrl,
    ...days,
    options: { turns: quick ? 5 : 9, mostMs: quick ? 60_000 : 120_000, signal },
  });
  const [question] = QUESTIONS;
  if (!question) return lines;
  const crowd = await withWeb(data, async (port) => {
    const client = openClient(port, 16, { authorization: `Bearer ${who.token}` });
    const body = () => JSON.stringify(question.query(asker.next(question)));
    return await measureCrowd(client, body, signal).finally(() => client.close());
  });
  return [...lines, crowd];
}

/** The built product with open pages. Last of all: it raises the data's version again and again. */
async function measureOpenPages(data: Data): Promise<Line[]> {
  console.log("Open pages…");
  const { databaseOwnerUrl: ownerUrl } = data.database.env;
  return withWeb(data, (port) => measureLive({ port, ownerUrl, rounds: quick ? 20 : 100, signal }));
}

async function measureAll(data: Data): Promise<Line[]> {
  const sql = postgres(data.database.env.databaseReaderUrl, { max: 1 });
  const asker = new Asker(data.first, data.last, await bestItems(sql));
  const bigDays = await bigReadDays(sql, data.first, data.last);
  await sql.end({ timeout: 1 });
  const who = await signIn(data.database.env.databaseOwnerUrl);
  const small = isAsked("growth") ? await startSmall(root, folder, Math.round(rows / 10), data.last) : null;
  const floor = openFloor(data.database.env.databaseReaderUrl);
  try {
    const lines = await measureEngine(who.viewer, floor, asker, bigDays, small);
    await small?.close();
    if (isAsked("served")) lines.push(...(await measureServer(data, asker, who)));
    if (isAsked("tables")) lines.push(...(await measureInBrowser(data)));
    if (isAsked("editor")) lines.push(...(await measureCanvas(data)));
    if (isAsked("pages")) lines.push(...(await measureDashboards(data, asker, floor)));
    if (isAsked("exports")) lines.push(...(await measureFiles(data, asker, who)));
    if (isAsked("live")) lines.push(...(await measureOpenPages(data)));
    return lines;
  } finally {
    await floor.close();
    await small?.close();
  }
}

async function writeResults(run: Run): Promise<void> {
  const results = path.join(root, "bench", "results");
  await mkdir(results, { recursive: true });
  const name = `${run.date}${quick ? "-quick" : ""}.json`;
  await writeFile(path.join(results, name), `${JSON.stringify(run, null, 2)}\n`);
  if (!quick) await writeFile(path.join(results, "latest.md"), printRun(run));
}

// Its own product: what whoever runs this has set is another's.
process.env.SITE_URL = "http://localhost";
process.env.RATE_LIMIT_PER_MINUTE = "1000000";
process.env.LOG_LEVEL = "warn";
const loadBefore = os.loadavg()[0] ?? 0;
const productFolder = path.join(folder, "product");
await makeProduct(root, productFolder);
process.chdir(productFolder);
const data = await openData({ root, dataDir: path.join(folder, "large"), rows, signal });
try {
  const lines = await measureAll(data);
  const machine = {
    cores: os.availableParallelism(),
    model: os.cpus()[0]?.model.trim() ?? "",
    memoryGib: Math.round(os.totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: data.postgres,
  };
  const date = new Date().toISOString().slice(0, 10);
  const run: Run = { date, rows, quick, machine, loadBefore, note, lines };
  if (only === "") await writeResults(run);
  console.log(`\n${printRun(run)}`);
} catch (error) {
  if (!signal.aborted) console.error(error);
  process.exitCode = 1;
} finally {
  await closeRunners();
  await data.database.close();
}
// Whatever still holds a socket has nothing left to say.
process.exit();
