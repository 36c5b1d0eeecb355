/** Puts a text on the clipboard; without one (plain http) it offers the text to copy by hand. @returns whether it was copied */
export async function copyText(text: string, label: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.prompt(label, text);
    return false;
  }
}
