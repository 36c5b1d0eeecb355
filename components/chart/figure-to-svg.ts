/** A figure on the page as one SVG that needs no page: words, lines and plot where they stand, colours as numbers. */

const NS = "http://www.w3.org/2000/svg";
const PADDING = 16;
const TITLE = 30;
/** What belongs to using the chart and not to what it shows. */
const LEFT_OUT = ".sr-only, [data-tooltip], input";

/** Colours as every program reads them: variables, mixes and OKLCH are the browser's own. */
export class ColorReader {
  private readonly known = new Map<string, { color: string; opacity: number }>();
  private readonly context: CanvasRenderingContext2D | null;

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = 1;
    canvas.height = 1;
    this.context = canvas.getContext("2d", { willReadFrequently: true });
  }

  read(css: string): { color: string; opacity: number } {
    const known = this.known.get(css);
    if (known || !this.context) return known ?? { color: css, opacity: 1 };
    this.context.clearRect(0, 0, 1, 1);
    this.context.fillStyle = css;
    this.context.fillRect(0, 0, 1, 1);
    const [r, g, b, alpha = 255] = this.context.getImageData(0, 0, 1, 1).data;
    const read = { color: `rgb(${r},${g},${b})`, opacity: Number((alpha / 255).toFixed(3)) };
    this.known.set(css, read);
    return read;
  }
}

function make(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, typeof value === "number" ? String(Number(value.toFixed(2))) : value);
  return element;
}

const SIDES = ["Top", "Right", "Bottom", "Left"] as const;

/** Walks a figure and draws what it finds, shifted to the picture's own origin. */
class FigureWriter {
  readonly words: string[] = [];
  private readonly colors = new ColorReader();
  private readonly ruler = document.createElement("canvas").getContext("2d");

  constructor(
    private readonly target: Element,
    private readonly dx: number,
    private readonly dy: number,
  ) {}

  walk(element: Element): void {
    if (element.matches(LEFT_OUT)) return;
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0") return;
    if (element instanceof SVGSVGElement) {
      this.plot(element);
      return;
    }
    this.box(element, style);
    for (const node of element.childNodes) {
      if (node instanceof Element) this.walk(node);
      else if (node instanceof Text) this.text(node, style);
    }
  }

  rect(x: number, y: number, width: number, height: number, css: string): void {
    const { color, opacity } = this.colors.read(css);
    if (opacity > 0)
      this.target.append(make("rect", { x, y, width, height, fill: color, "fill-opacity": opacity }));
  }

  write(text: string, x: number, y: number, style: CSSStyleDeclaration): void {
    const { color, opacity } = this.colors.read(style.color);
    const element = make("text", {
      x,
      y,
      fill: color,
      "fill-opacity": opacity,
      "font-size": style.fontSize,
      "font-weight": style.fontWeight,
      "font-family": style.fontFamily.replaceAll('"', "'"),
    });
    element.textContent = text;
    this.words.push(text);
    this.target.append(element);
  }

  private box(element: Element, style: CSSStyleDeclaration): void {
    const box = element.getBoundingClientRect();
    if (box.width === 0 && box.height === 0) return;
    const [left, top] = [box.left + this.dx, box.top + this.dy];
    this.rect(left, top, box.width, box.height, style.backgroundColor);
    for (const side of SIDES) {
      const width = Number.parseFloat(style[`border${side}Width`]);
      if (!(width > 0) || style[`border${side}Style`] === "none") continue;
      const { color, opacity } = this.colors.read(style[`border${side}Color`]);
      if (opacity === 0) continue;
      const x = side === "Right" ? left + box.width - width / 2 : left + width / 2;
      const y = side === "Bottom" ? top + box.height - width / 2 : top + width / 2;
      const flat = side === "Top" || side === "Bottom";
      const ends = flat
        ? { x1: left, x2: left + box.width, y1: y, y2: y }
        : { x1: x, x2: x, y1: top, y2: top + box.height };
      const dash = { dashed: "4 3", dotted: "1.5 2.5" }[style[`border${side}Style`]];
      this.target.append(
        make("line", {
          ...ends,
          stroke: color,
          "stroke-opacity": opacity,
          "stroke-width": width,
          ...(dash ? { "stroke-dasharray": dash } : {}),
        }),
      );
    }
  }

  private text(node: Text, style: CSSStyleDeclaration): void {
    const text = node.data.replace(/\s+/g, " ").trim();
    if (text === "") return;
    const range = document.createRange();
    range.selectNodeContents(node);
    const [line] = range.getClientRects();
    if (!line || line.width === 0) return;
    const room =
      style.textOverflow === "ellipsis" ? (node.parentElement?.clientWidth ?? line.width) : Infinity;
    const size = Number.parseFloat(style.fontSize);
    const y = line.top + this.dy + line.height / 2 + size * 0.35;
    // What is cut short is left-aligned by the page, wherever its words would have begun.
    const cut = room < line.width - 0.5;
    const left = cut ? (node.parentElement?.getBoundingClientRect().left ?? line.left) : line.left;
    this.write(cut ? this.shorten(text, room, style) : text, left + this.dx, y, style);
  }

  private shorten(text: string, room: number, style: CSSStyleDeclaration): string {
    if (!this.ruler) return text;
    this.ruler.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const letters = [...text];
    while (letters.length > 0 && this.ruler.measureText(`${letters.join("")}…`).width > room) letters.pop();
    return `${letters.join("")}…`;
  }

  private plot(svg: SVGSVGElement): void {
    const box = svg.getBoundingClientRect();
    const copy = svg.cloneNode(true) as SVGSVGElement;
    const originals = svg.querySelectorAll<SVGElement>("path, circle, rect, line, polyline, polygon");
    copy.querySelectorAll<SVGElement>("path, circle, rect, line, polyline, polygon").forEach((element, i) => {
      const original = originals[i];
      if (!original) return;
      const style = getComputedStyle(original);
      for (const paint of ["fill", "stroke"] as const) {
        if (style[paint] === "none") continue;
        const { color, opacity } = this.colors.read(style[paint]);
        element.setAttribute(paint, color);
        const own = Number(style[`${paint}Opacity`]) * opacity;
        if (own < 1) element.setAttribute(`${paint}-opacity`, String(own));
      }
      if (style.vectorEffect !== "none") element.setAttribute("vector-effect", style.vectorEffect);
      for (const name of ["style", "class"]) element.removeAttribute(name);
    });
    for (const name of ["style", "class", "aria-hidden"]) copy.removeAttribute(name);
    const place = { x: box.left + this.dx, y: box.top + this.dy, width: box.width, height: box.height };
    for (const [key, value] of Object.entries(place)) copy.setAttribute(key, value.toFixed(2));
    copy.setAttribute("overflow", "visible");
    this.target.append(copy);
  }
}

export interface Picture {
  svg: SVGElement;
  width: number;
  height: number;
  /** All that is written in it: whose letters its fonts must have. */
  words: string;
}

/** @param figure as it stands on the page. @param title is written above it. */
export function figureToSvg(figure: HTMLElement, title: string): Picture {
  const box = figure.getBoundingClientRect();
  const width = Math.ceil(box.width + 2 * PADDING);
  const height = Math.ceil(box.height + 2 * PADDING + TITLE);
  const svg = make("svg", { xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}` });
  const writer = new FigureWriter(svg, PADDING - box.left, PADDING + TITLE - box.top);
  const style = getComputedStyle(figure);
  const page = getComputedStyle(document.documentElement).getPropertyValue("--surface");
  writer.rect(0, 0, width, height, page);
  const head = make("title", {});
  head.textContent = title;
  svg.prepend(head);
  const heading = make("text", {
    x: PADDING,
    y: PADDING + 14,
    fill: new ColorReader().read(style.color).color,
    "font-size": "15px",
    "font-weight": "600",
    "font-family": style.fontFamily.replaceAll('"', "'"),
  });
  heading.textContent = title;
  svg.append(heading);
  writer.walk(figure);
  return { svg, width, height, words: [title, ...writer.words].join("") };
}
