/** What file systems refuse, and what would hide a file or end it early. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const REFUSED = /[\\/:*?"<>|\u0000-\u001f\u007f]+/g;

/** A file's name from a widget's title, in whatever script: `일별 매출.png`. */
export function pictureName(title: string, type: "svg" | "png"): string {
  const name = title
    .normalize("NFC")
    .replace(REFUSED, " ")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  return `${[...name].slice(0, 80).join("").trim() || "chart"}.${type}`;
}
