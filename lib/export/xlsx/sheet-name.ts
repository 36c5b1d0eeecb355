/** Names of sheets within what spreadsheet programs take. Pure. */

const LONGEST = 31;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a name must not hold them
const FORBIDDEN = /[\\/?*[\]:\u0000-\u001f]/g;

function cut(text: string, most: number): string {
  let kept = "";
  for (const char of text) {
    if (kept.length + char.length > most) break;
    kept += char;
  }
  return kept;
}

/** Names that are given once each, whatever their case. */
export class SheetNames {
  private readonly taken = new Set<string>(["history"]);

  /** The name, or the nearest that is free: 31 characters at most, none of `\ / ? * [ ] :`, no quote at its ends. */
  take(wanted: string): string {
    const plain = wanted
      .normalize("NFC")
      .replace(FORBIDDEN, " ")
      .replace(/\s+/g, " ")
      .trim()
      .replace(/^'+|'+$/g, "")
      .trim();
    const base = plain === "" ? "Sheet" : plain;
    for (let number = 1; ; number++) {
      const tail = number === 1 ? "" : ` (${number})`;
      const name = cut(base, LONGEST - tail.length).trim() + tail;
      const key = name.toLowerCase();
      if (this.taken.has(key)) continue;
      this.taken.add(key);
      return name;
    }
  }
}
