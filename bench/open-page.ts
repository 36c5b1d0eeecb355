import type { BrowserContext } from "@playwright/test";

/** When what of a page was there, in ms since it was asked for. */
export interface Opened {
  firstByte: number;
  /** Each widget the server sent by itself, in the order they came; those that came with the page's beginning are not among them. */
  widgets: number[];
  /** The document's last byte. */
  whole: number;
  largestPaint: number;
  /** As it came over the wire, in KB. */
  script: number;
}

/** Notes the parts of a streamed page as they come. Runs in the page, before anything else. */
function watchParts(): void {
  const at: number[] = [];
  const paints: number[] = [];
  Object.assign(window, { benchParts: at, benchPaints: paints });
  // React sends what was waited for in hidden elements of its own, and puts them where they belong.
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof HTMLElement && node.id.startsWith("S:")) at.push(performance.now());
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) paints.push(entry.startTime);
  }).observe({ type: "largest-contentful-paint", buffered: true });
}

/** Opens an address in a page of its own and reads its times once nothing more is loaded. */
export async function openPage(context: BrowserContext, address: string): Promise<Opened> {
  const page = await context.newPage();
  try {
    await page.addInitScript(watchParts);
    await page.goto(address, { waitUntil: "load" });
    // A paint is told of with the frame after it.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    );
    return await page.evaluate(() => {
      const [document] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      const { benchParts, benchPaints } = window as unknown as Record<string, number[]>;
      return {
        firstByte: document?.responseStart ?? 0,
        widgets: benchParts ?? [],
        whole: document?.responseEnd ?? 0,
        largestPaint: benchPaints?.at(-1) ?? 0,
        script: performance
          .getEntriesByType("resource")
          .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
          .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize / 1024, 0),
      };
    });
  } finally {
    await page.close();
  }
}
