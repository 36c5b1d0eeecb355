import http from "node:http";
import postgres from "postgres";
import { adminUrl } from "./admin-url";
import { demo, expect, signIn, test } from "./fixtures";

/** What has arrived of a page so far, and when all of it has. */
function open(url: string, cookie: string) {
  let html = "";
  const ended = new Promise<number>((resolve, reject) => {
    http
      .get(url, { headers: { cookie, "accept-encoding": "identity" } }, (answer) => {
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          html += chunk;
        });
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      })
      .on("error", reject);
  });
  return { html: () => html, ended };
}

test("the shell comes before the slowest widget, and the chart is drawn in the HTML", async ({ context }) => {
  await signIn(context, "viewer");
  const cookie = (await context.cookies(demo().url)).map(({ name, value }) => `${name}=${value}`).join("; ");
  const admin = postgres(adminUrl(), { max: 1, onnotice: () => {} });
  // Nobody can read the sales while this is held, and no cache has an answer for this window.
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held = new Promise<void>((resolve, reject) => {
    admin
      .begin(async (sql) => {
        await sql`lock table commerce.sales in access exclusive mode`;
        // Nor what is summed up of them; with the sales held, no refresh can put another table in its place.
        const rollups = await sql<{ name: string }[]>`
          select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'rollup'`;
        for (const { name } of rollups) await sql.unsafe(`lock table ${name} in access exclusive mode`);
        resolve();
        await released;
      })
      .catch(reject);
  });
  await held;
  const page = open(`${demo().url}/d/brand-performance?from=2025-01-03&to=2025-06-17`, cookie);
  await expect.poll(() => page.html().includes("<main")).toBe(true);
  expect(page.html()).toContain("브랜드별 손익");
  expect(page.html()).not.toContain("data-widget-ready");
  release();
  expect(await page.ended).toBe(200);
  await admin.end();
  for (const id of ["kpis", "daily", "brands"]) expect(page.html()).toContain(`data-widget-ready="${id}"`);
  // Wherever React put it in the stream: the plot's box with the drawing inside.
  expect(page.html()).toMatch(/non-scaling-stroke[^>]*><svg[^>]*>.*?<path/s);
});
