/** How soon a change of data is at open pages, and what keeping them open takes of the server. */
import { readdirSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { db } from "@/db/client";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { startSession } from "@/lib/auth/start-session";
import { waitBefore } from "@/lib/live/show-news";
import { createUserFromConsole } from "@/lib/users/create-user-from-console";
import { findUserByEmail } from "@/lib/users/find-user-by-email";
import type { Line } from "./report";
import { median, quantile } from "./statistics";

const PAGES = 50;
/** A person has room for twenty streams. */
const PEOPLE = 5;
const GROUP = `A change of data at ${PAGES} open pages, by cookie`;
const PAGE = "/d/brand-performance?view=default";

export interface LiveOptions {
  /** Where the built product serves. */
  port: number;
  ownerUrl: string;
  rounds: number;
  signal: AbortSignal;
}

/** The cookies of people who are signed in. */
async function signInPeople(): Promise<string[]> {
  const cookies: string[] = [];
  for (let i = 0; i < PEOPLE; i += 1) {
    const email = `live-${i}@bench.example`;
    if (!(await findUserByEmail(db, email)))
      await createUserFromConsole({ user: { email, name: email, password: crypto.randomUUID() } });
    const user = await findUserByEmail(db, email);
    if (!user) throw new Error(`${email} was not made`);
    const request = { id: crypto.randomUUID(), ip: "", userAgent: "bench", method: "POST", path: "/login" };
    const sid = await startSession(db, user.id, request);
    const { name, value } = await sessionCookie({ sub: user.id, sid, role: user.role });
    cookies.push(`${name}=${value}`);
  }
  return cookies;
}

/** A page's stream. `heard` is called with each version of the dataset. */
function openStream(port: number, cookie: string, heard: (version: number) => void) {
  const options = {
    host: "127.0.0.1",
    port,
    path: "/api/v1/live",
    headers: { cookie, "accept-encoding": "gzip" },
  };
  return new Promise<{ close(): void }>((resolve, reject) => {
    const sent = get(options, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`a stream answered ${response.statusCode}`));
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          const news = data ? JSON.parse(data) : null;
          if (news?.dataset === "sales") heard(news.version);
        }
      });
      response.on("error", () => {});
      resolve({ close: () => sent.destroy() });
    });
    sent.on("error", reject);
  });
}

interface Drawing {
  status: number;
  location: string;
}

/** What a page asks for when it is drawn anew, to the last byte. */
const readPage = (port: number, cookie: string, path: string) =>
  new Promise<Drawing>((resolve, reject) => {
    const headers = { cookie, rsc: "1", "accept-encoding": "gzip" };
    get({ host: "127.0.0.1", port, path, headers, agent: false }, (response) => {
      response.resume();
      const { statusCode = 0, headers: given } = response;
      response.on("end", () => resolve({ status: statusCode, location: given.location ?? "" }));
    }).on("error", reject);
  });

/** Draws the page where Next wants it asked for: with a parameter of its own that it names. @returns that address */
async function findPage(port: number, cookie: string): Promise<string> {
  const { status, location } = await readPage(port, cookie, PAGE);
  if (status === 200) return PAGE;
  if (status !== 307) throw new Error(`the page answered ${status}`);
  const { pathname, search } = new URL(location, "http://localhost");
  return pathname + search;
}

async function drawPage(port: number, cookie: string, path: string): Promise<void> {
  const { status } = await readPage(port, cookie, path);
  if (status !== 200) throw new Error(`the page answered ${status}`);
}

/** Of the server we have started, in MB; Linux says so. */
function memoryOfServer(): number | null {
  try {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      if (!new RegExp(`^PPid:\\s+${process.pid}$`, "m").test(status)) continue;
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("next-server")) continue;
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
    }
  } catch {
    // A process that ended meanwhile, or another system.
  }
  return null;
}

/** From before the committing statement is sent until each page has heard, and until each has all of its new drawing. */
export async function measureLive({ port, ownerUrl, rounds, signal }: LiveOptions): Promise<Line[]> {
  const cookies = await signInPeople();
  const cookieOf = (page: number) => cookies[page % PEOPLE] ?? "";
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const waiting = Array.from({ length: PAGES }, () => (_: number) => {});
  const streams = await Promise.all(
    waiting.map((_, page) => openStream(port, cookieOf(page), (version) => waiting[page]?.(version))),
  );
  const heard: number[] = [];
  const drawn: number[] = [];
  let most = 0;
  try {
    // Each page is there already, as the one that is drawn anew is.
    const path = await findPage(port, cookieOf(0));
    for (let page = 0; page < PEOPLE; page += 1) await drawPage(port, cookieOf(page), path);
    const [last] = await sql<{ day: string }[]>`select max(date)::text as day from commerce.sales`;
    const day = last?.day ?? "";
    for (let round = 0; round < rounds; round += 1) {
      signal.throwIfAborted();
      const withDrawing = round % 5 === 0;
      const before = await sql<
        { version: string }[]
      >`select version from dataset_versions where dataset = 'sales'`;
      const next = Number(before[0]?.version ?? 0) + 1;
      let started = 0;
      const pages = waiting.map(
        (_, page) =>
          new Promise<void>((resolve, reject) => {
            waiting[page] = (version) => {
              if (version < next) return;
              heard.push(performance.now() - started);
              if (!withDrawing) return resolve();
              sleep(waitBefore(Number.POSITIVE_INFINITY, 0))
                .then(() => drawPage(port, cookieOf(page), path))
                .then(() => drawn.push(performance.now() - started))
                .then(() => resolve(), reject);
            };
          }),
      );
      started = performance.now();
      await sql`select record_data_change('sales', ${day}::date, ${day}::date)`;
      await Promise.all(pages);
      most = Math.max(most, memoryOfServer() ?? 0);
      await sleep(50);
    }
  } finally {
    for (const stream of streams) stream.close();
    await sql.end({ timeout: 1 });
  }
  const timed = (name: string, times: number[]): Line => ({
    group: GROUP,
    name,
    unit: "ms",
    product: median(times),
    p95: [quantile(times, 0.95), 0],
    floor: null,
    ratio: null,
    goal: "p95 ≤ 1000 ms",
    met: quantile(times, 0.95) <= 1_000,
    note: `${times.length} times`,
  });
  return [
    timed("from commit to event", heard),
    timed("from commit to all of the page's new drawing, asked for as browsers do", drawn),
    {
      group: GROUP,
      name: "the server's memory",
      unit: "MB",
      product: most,
      floor: null,
      ratio: null,
      goal: "< 500 MB",
      met: most === 0 ? null : most < 500,
      note: most === 0 ? "this system does not say" : "resident, the most seen",
    },
  ];
}
