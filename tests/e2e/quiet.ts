import { expect, type Page, type Request } from "@playwright/test";

/** As long as Playwright's own `networkidle`, which a page with an open stream never reaches. */
const QUIET_MS = 500;

/** Opens an address and waits until all its requests but the live stream have long been answered. */
export async function openQuiet(page: Page, url: string): Promise<void> {
  const running = new Set<Request>();
  let last = Date.now();
  const isStream = (request: Request) => new URL(request.url()).pathname === "/api/v1/live";
  const begin = (request: Request) => {
    if (!isStream(request)) running.add(request);
  };
  const end = (request: Request) => {
    if (running.delete(request)) last = Date.now();
  };
  page.on("request", begin).on("requestfinished", end).on("requestfailed", end);
  await page.goto(url);
  await expect
    .poll(() => running.size === 0 && Date.now() - last >= QUIET_MS, { timeout: 30_000 })
    .toBe(true);
  page.off("request", begin).off("requestfinished", end).off("requestfailed", end);
}
