import http from "node:http";
import { demo, expect, signIn, test } from "./fixtures";

/** The page as it arrives: each chunk with its place in the whole. */
function arrival(url: string, cookie: string): Promise<{ status: number; chunks: string[] }> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { cookie, "accept-encoding": "identity" } }, (answer) => {
        const chunks: string[] = [];
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => chunks.push(chunk));
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, chunks }));
      })
      .on("error", reject);
  });
}

test("the shell comes before the slowest widget, and the chart is drawn in the HTML", async ({ context }) => {
  await signIn(context, "viewer");
  const cookie = (await context.cookies(demo().url)).map(({ name, value }) => `${name}=${value}`).join("; ");
  // A window nobody asked for before, so that no cache answers at once.
  const { status, chunks } = await arrival(
    `${demo().url}/d/brand-performance?from=2025-01-03&to=2025-06-17`,
    cookie,
  );
  expect(status).toBe(200);
  const whole = chunks.join("");
  const shell = whole.indexOf("<main");
  const widgets = ["kpis", "daily", "brands"].map((id) => whole.indexOf(`data-widget-ready="${id}"`));
  expect(shell).toBeGreaterThan(-1);
  for (const at of widgets) expect(at).toBeGreaterThan(shell);
  const firstChunk = chunks[0] ?? "";
  expect(firstChunk).toContain("<main");
  expect(firstChunk).not.toContain('data-widget-ready="brands"');
  expect(whole).toMatch(/<svg[^>]*data-chart/);
});
