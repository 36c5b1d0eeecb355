/** How evenly a page scrolls, and a list that does nothing else to hold it against. */
import type { Page } from "@playwright/test";
import { quantile } from "./statistics";

/** Frames of one run: two seconds at the usual rate. */
const FRAMES = 120;
const ROW = 32;

export interface Scrolled {
  /** Selects the element that scrolls. */
  element: string;
  page: Page;
}

/**
 * Scrolls on by some rows each frame, with a leap to another place in between, there and back.
 * @returns the 95th percentile of what the frames took, in ms
 */
export async function frameTime({ page, element }: Scrolled, turn: number): Promise<number> {
  await page.bringToFront();
  const frames = await page.evaluate(
    async ({ element, frames, turn, row }) => {
      const scroller = document.querySelector(element);
      if (!scroller) throw new Error(`nothing scrolls at ${element}`);
      const most = scroller.scrollHeight - scroller.clientHeight;
      const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const places = [0.1, 0.9, 0.5, 0.3, 0.7].map((share, i) => ((share + turn * 0.137 + i) % 1) * most);
      const taken: number[] = [];
      let last = await next();
      for (let frame = 0; frame < frames; frame++) {
        const leap = frame % 40 === 0 ? places[(frame / 40) % places.length] : undefined;
        scroller.scrollTop = leap ?? scroller.scrollTop + (frame % 80 < 40 ? 3 : -3) * row;
        const now = await next();
        taken.push(now - last);
        last = now;
      }
      return taken;
    },
    { element, frames: FRAMES, turn, row: ROW },
  );
  return quantile(frames, 0.95);
}

/** A virtual list as tall as the product's, whose rows are empty: what any list at all takes here. */
export async function openEmptyList(page: Page, height: number, shown: number): Promise<Scrolled> {
  await page.setContent('<body style="margin:0"><div id="list" style="overflow:auto"></div></body>');
  await page.evaluate(
    ({ height, shown, row }) => {
      const list = document.querySelector<HTMLElement>("#list");
      if (!list) throw new Error("no list");
      list.style.height = `${shown}px`;
      const inside = document.createElement("div");
      inside.style.cssText = `position:relative;height:${height}px`;
      const rows = Array.from({ length: Math.ceil(shown / row) + 10 }, () => {
        const element = document.createElement("div");
        element.style.cssText = `position:absolute;width:100%;height:${row}px;border-bottom:1px solid #ddd`;
        inside.append(element);
        return element;
      });
      list.append(inside);
      const place = () => {
        const first = Math.max(0, Math.floor(list.scrollTop / row) - 5);
        rows.forEach((element, i) => {
          element.style.transform = `translateY(${(first + i) * row}px)`;
        });
      };
      list.addEventListener("scroll", place, { passive: true });
      place();
    },
    { height, shown, row: ROW },
  );
  return { page, element: "#list" };
}
