import { figureToSvg, type Picture } from "@/components/chart/figure-to-svg";
import { pictureName } from "@/lib/chart/picture-name";

/** Pixels of a PNG for each of the page's: sharp on dense screens and on paper. */
const DENSITY = 2;

/** Whether a font's `unicode-range` has one of the letters. */
function covers(ranges: string, letters: ReadonlySet<number>): boolean {
  if (ranges.trim() === "") return true;
  return ranges.split(",").some((range) => {
    const [from = "", to = from] = range.trim().replace(/^U\+/i, "").split("-");
    const [low, high] = [from.replaceAll("?", "0"), to.replaceAll("?", "F")].map((hex) =>
      Number.parseInt(hex, 16),
    );
    return [...letters].some((letter) => letter >= (low ?? 0) && letter <= (high ?? -1));
  });
}

async function asDataUrl(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`a font could not be read: ${answer.status}`);
  const blob = await answer.blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** The page's font faces that the words need, as a style sheet that holds them: a picture may load nothing. */
async function fontStyles(words: string): Promise<string> {
  const letters = new Set([...words].map((letter) => letter.codePointAt(0) ?? 0));
  const faces = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => (rule instanceof CSSFontFaceRule ? [{ rule, sheet }] : [])),
  );
  const needed = faces.filter(({ rule }) => covers(rule.style.getPropertyValue("unicode-range"), letters));
  const styles = await Promise.all(
    needed.map(async ({ rule: { style }, sheet }) => {
      const [, url] = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue("src")) ?? [];
      if (!url) return "";
      const data = await asDataUrl(new URL(url, sheet.href ?? document.baseURI).href);
      const range = style.getPropertyValue("unicode-range");
      return `@font-face{font-family:${style.getPropertyValue("font-family").replaceAll('"', "'")};font-weight:${
        style.getPropertyValue("font-weight") || "normal"
      };src:url(${data}) format("woff2");${range ? `unicode-range:${range};` : ""}}`;
    }),
  );
  return styles.join("");
}

const asBlob = (svg: Node): Blob =>
  new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });

async function toSvg({ svg, words }: Picture): Promise<Blob> {
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = await fontStyles(words);
  svg.prepend(style);
  return asBlob(svg);
}

/** Words as the page has them: an image draws before the fonts inside it are read, which is without words. */
function writeWords(context: CanvasRenderingContext2D, svg: SVGElement): void {
  for (const text of svg.querySelectorAll(":scope > text")) {
    const read = (name: string) => text.getAttribute(name) ?? "";
    context.font = `${read("font-weight")} ${read("font-size")} ${read("font-family")}`;
    context.fillStyle = read("fill");
    context.globalAlpha = Number(read("fill-opacity") || 1);
    context.fillText(text.textContent ?? "", Number(read("x")), Number(read("y")));
  }
}

async function toPng({ svg, width, height }: Picture): Promise<Blob> {
  const drawing = svg.cloneNode(true);
  if (drawing instanceof SVGElement) for (const text of drawing.querySelectorAll("text")) text.remove();
  const url = URL.createObjectURL(asBlob(drawing));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * DENSITY;
    canvas.height = height * DENSITY;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.scale(DENSITY, DENSITY);
    context.drawImage(image, 0, 0, width, height);
    writeWords(context, svg);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Saves a chart as it stands on the page, in the reader's theme and language, to a file named after its title. */
export async function downloadFigure(figure: HTMLElement, title: string, type: "svg" | "png"): Promise<void> {
  const picture = figureToSvg(figure, title);
  const file = type === "svg" ? await toSvg(picture) : await toPng(picture);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = pictureName(title, type);
  link.click();
  // Some browsers read it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
