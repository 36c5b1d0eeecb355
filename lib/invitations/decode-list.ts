/** The bytes of a list as spreadsheets save it. Client-safe, pure. */

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/** A file's text: Unicode where it is, else as Excel writes a CSV on a Korean Windows. Without a byte order mark. */
export function decodeList(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("euc-kr").decode(bytes);
  }
}
