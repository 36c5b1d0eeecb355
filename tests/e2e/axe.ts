import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const script = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with the page as it stands. */
export async function violations(page: Page): Promise<{ id: string; nodes: unknown[] }[]> {
  // The page's own policy allows no script of ours, so axe comes in by the browser's own way.
  await page.evaluate(`(() => { ${script} })()`);
  return page.evaluate(async () => {
    // Halfway from one colour to another is neither of them.
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(Number(effect?.getComputedTiming().endTime)));
    await Promise.allSettled(ending.map(({ finished }) => finished));
    const axe: {
      run(): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }>;
    } = Reflect.get(window, "axe");
    return (await axe.run()).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map((node) => node.target),
    }));
  });
}
