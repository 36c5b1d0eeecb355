/** The two flavours spreadsheets read. */
export interface ClipboardTable {
  plain: string;
  html: string;
}

/** By a copy event: it takes HTML as it is, and works where a page served over plain http has no clipboard. */
function copyByEvent({ plain, html }: ClipboardTable): boolean {
  let written = false;
  const write = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", plain);
    event.clipboardData?.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
    written = event.clipboardData !== null;
  };
  document.addEventListener("copy", write, { capture: true });
  try {
    document.execCommand("copy");
  } finally {
    document.removeEventListener("copy", write, { capture: true });
  }
  return written;
}

/** Puts a table on the clipboard, from within a key press or a click. False where the browser allows neither way. */
export async function writeClipboard(table: ClipboardTable): Promise<boolean> {
  if (copyByEvent(table)) return true;
  try {
    const blob = (type: string, text: string) => new Blob([text], { type });
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": blob("text/plain", table.plain),
        "text/html": blob("text/html", table.html),
      }),
    ]);
    return true;
  } catch {
    return false;
  }
}
