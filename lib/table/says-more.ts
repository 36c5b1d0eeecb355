const digits = (text: string) => text.replace(/[^\d.,−+-]/g, "");

/**
 * Whether a title tells more than the text it stands on: more digits, a reason, the whole of a text. Units and currency signs alone
 * are no news, the head of the column says them.
 */
export function saysMore(title: string, text: string): boolean {
  const [told, read] = [title.trim(), text.trim()];
  if (told === "" || told === read) return false;
  const number = digits(read);
  return number === "" || number !== digits(told) || /[만억조경KMBT]/.test(read);
}
