import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { freePort, newDataDir, type Product, removeDataDir, startProduct } from "./product";

/** Whether a process runs: one that has ended and was not yet collected by its parent does not. */
function alive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function saveViewsUntil(product: Product, stopped: () => boolean): Promise<string[]> {
  const editor = product.demo.accounts.find((one) => one.role === "editor");
  const acknowledged: string[] = [];
  for (let n = 0; !stopped(); n++) {
    try {
      const answer = await fetch(`${product.demo.url}/api/v1/dashboards/brand-performance/views`, {
        method: "POST",
        headers: { authorization: `Bearer ${editor?.token}`, "content-type": "application/json" },
        body: JSON.stringify({
          name: `view ${n}`,
          scope: "personal",
          widgets: { brands: { metrics: ["margin"] } },
        }),
      });
      if (answer.status === 201) acknowledged.push((await answer.json()).data.id);
    } catch {
      // The server is being killed: what it did not acknowledge may be lost.
    }
  }
  return acknowledged;
}

test("kill -9 of the server or of Postgres loses no acknowledged view, and the next start recovers", async () => {
  test.setTimeout(240_000);
  const dataDir = await newDataDir();
  const port = await freePort();
  const acknowledged: string[] = [];
  let product = await startProduct({ dataDir, port, rows: 2_000 });
  try {
    for (const victim of ["postgres", "server"] as const) {
      let stop = false;
      const writing = saveViewsUntil(product, () => stop);
      const writer = saveViewsUntil(product, () => stop);
      await expect.poll(async () => (await countViews(product)) > 10, { timeout: 30_000 }).toBe(true);
      const postmaster = Number(readFileSync(findPidFile(dataDir), "utf8").split("\n")[0]);
      process.kill(victim === "postgres" ? postmaster : (product.process.pid ?? 0), "SIGKILL");
      stop = true;
      acknowledged.push(...(await writing), ...(await writer));
      if (victim === "postgres") await product.stop();
      product = await startProduct({ dataDir, port: await freePort(), rows: 2_000 });
      const kept = new Set((await listViews(product)).map((view) => view.id));
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(10);
  } finally {
    const pid = product.process.pid ?? 0;
    const postmaster = Number(readFileSync(findPidFile(dataDir), "utf8").split("\n")[0]);
    expect(await product.stop()).toBe(0);
    expect(alive(pid)).toBe(false);
    expect(alive(postmaster)).toBe(false);
    await removeDataDir(dataDir);
  }
});

async function listViews(product: Product): Promise<{ id: string }[]> {
  const editor = product.demo.accounts.find((one) => one.role === "editor");
  const answer = await fetch(`${product.demo.url}/api/v1/dashboards/brand-performance/views`, {
    headers: { authorization: `Bearer ${editor?.token}` },
  });
  return (await answer.json()).data;
}
const countViews = async (product: Product) => (await listViews(product)).length;

/** The embedded server's pid file, in the data folder. */
function findPidFile(dataDir: string): string {
  return path.join(dataDir, "postgres", "data", "postmaster.pid");
}
