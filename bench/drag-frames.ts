/** How evenly a widget is dragged across a canvas. */
import type { Page } from "@playwright/test";
import { quantile } from "./statistics";

/** Moves of one run; the pointer goes in circles. */
const MOVES = 120;
const RADIUS = 60;

export interface Dragged {
  page: Page;
  /** Selects what is dragged. */
  element: string;
}

/** Drags it about and back, and lets it go where it was. @returns what the frames took, in ms */
async function framesOf({ page, element }: Dragged): Promise<number[]> {
  await page.bringToFront();
  const box = await page.locator(element).boundingBox();
  if (!box) throw new Error(`nothing to drag at ${element}`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 5, y + 5);
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { benchFrames: frames });
    let last = 0;
    const note = (now: number) => {
      if (!("benchFrames" in window) || window.benchFrames !== frames) return;
      if (last > 0) frames.push(now - last);
      last = now;
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  for (let move = 1; move <= MOVES; move++) {
    const turn = (move / MOVES) * 4 * Math.PI;
    await page.mouse.move(x + Math.sin(turn) * RADIUS, y + (1 - Math.cos(turn)) * RADIUS);
  }
  const frames = await page.evaluate(() => {
    const { benchFrames } = window as unknown as { benchFrames?: number[] };
    Object.assign(window, { benchFrames: undefined });
    return benchFrames ?? [];
  });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return frames;
}

export interface DraggedFrames {
  /** The 95th percentile, ms. */
  p95: number;
  /** The share that took longer than a frame and a half of 60 a second. */
  dropped: number;
}

export async function dragFrames(dragged: Dragged): Promise<DraggedFrames> {
  const frames = await framesOf(dragged);
  return {
    p95: quantile(frames, 0.95),
    dropped: frames.filter((ms) => ms > 25).length / frames.length,
  };
}
