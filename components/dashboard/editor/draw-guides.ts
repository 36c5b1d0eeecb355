/** Draws what a dragged widget keeps to, straight into the page: once a frame, past React. */
import type { Guides } from "@/lib/editor/snap";

function part(className: string, style: Partial<CSSStyleDeclaration>, text?: string): HTMLElement {
  const element = document.createElement("div");
  element.className = className;
  Object.assign(element.style, style);
  if (text !== undefined) element.appendChild(document.createElement("span")).textContent = text;
  return element;
}

const px = (value: number) => `${value}px`;
/** A line goes on past what lies along it, px of the screen. */
const PAST = 8;

/** @param scale px of the screen a px of the document takes */
export function drawGuides(layer: HTMLElement, { lines, gaps }: Guides, scale: number): void {
  const parts: HTMLElement[] = [];
  for (const { axis, at, from, to } of lines) {
    const [place, start, length] = [at * scale, from * scale - PAST, (to - from) * scale + 2 * PAST];
    parts.push(
      axis === "x"
        ? part("absolute w-px bg-guide", { left: px(place), top: px(start), height: px(length) })
        : part("absolute h-px bg-guide", { top: px(place), left: px(start), width: px(length) }),
    );
  }
  for (const { axis, from, to, at } of gaps) {
    const [start, length, across] = [from * scale, (to - from) * scale, at * scale];
    const text = String(Math.round(to - from));
    // Centred without a transform: that would be a layer more.
    const label =
      "absolute flex size-0 items-center justify-center *:rounded-1 *:bg-guide *:px-1 *:font-semibold *:text-11 *:text-surface *:leading-4 *:tabular-nums";
    if (axis === "x") {
      parts.push(part("absolute h-px bg-guide", { left: px(start), top: px(across), width: px(length) }));
      parts.push(part(label, { left: px(start + length / 2), top: px(across + 14) }, text));
    } else {
      parts.push(part("absolute w-px bg-guide", { top: px(start), left: px(across), height: px(length) }));
      parts.push(part(label, { top: px(start + length / 2), left: px(across + 16) }, text));
    }
  }
  layer.replaceChildren(...parts);
}
