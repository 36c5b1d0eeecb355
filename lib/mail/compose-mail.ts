import "server-only";
import { createTranslator } from "use-intl/core";
import type { MailBrand } from "@/lib/mail/mail-brand";
import type { Mail } from "@/lib/mail/send-mail";
import en from "@/messages/en.json";
import ko from "@/messages/ko.json";

type Locale = "en" | "ko";
type Values = Record<string, string | number>;
const WORDS: Record<Locale, Record<string, Record<string, string>>> = { en: en.mail, ko: ko.mail };

/** What a mail is about: a group of the `mail` messages with subject, lead, note and, where it has a link, button. */
export type MailKind = keyof typeof en.mail;

export interface MailContent {
  to: string;
  locale: Locale;
  kind: MailKind;
  brand: MailBrand;
  /** For the placeholders. Whatever people typed is fine: it is escaped. */
  values?: Values;
  /** Where the button leads. */
  url?: string;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);

/** One line each: a name with line breaks must not lay out our mail. */
const oneLine = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, String(value).replace(/\s+/g, " ").slice(0, 300)]),
  );

/** A mail in the receiver's language: plain text, and the same as simple HTML. */
export function composeMail({ to, locale, kind, brand, values = {}, url }: MailContent): Mail {
  const translate = createTranslator<{ mail: Record<string, string> }>({
    locale,
    messages: { mail: WORDS[locale][kind] ?? {} },
  });
  const words = (part: string) => translate(`mail.${part}`, oneLine({ ...values, workspace: brand.name }));
  const [subject, lead, note] = [words("subject"), words("lead"), words("note")];
  const text = [lead, ...(url ? [url] : []), note, brand.name].join("\n\n");
  const button = url
    ? `<p style="margin:0 0 16px"><a href="${escapeHtml(url)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:${brand.accent};color:${brand.onAccent};text-decoration:none;font-weight:600">${escapeHtml(words("button"))}</a></p>
<p style="margin:0 0 16px;font-size:12px;color:#5c6370;word-break:break-all">${escapeHtml(url)}</p>`
    : "";
  const logo = brand.logo
    ? `<p style="margin:0 0 16px"><img src="${escapeHtml(brand.logo)}" alt="${escapeHtml(brand.name)}" height="32" style="height:32px;max-width:200px"></p>\n`
    : "";
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#16181d;font:14px/1.6 -apple-system,'Segoe UI','Malgun Gothic',sans-serif">
<div style="max-width:480px">
${logo}<p style="margin:0 0 16px">${escapeHtml(lead)}</p>
${button}
<p style="margin:0 0 16px;font-size:12px;color:#5c6370">${escapeHtml(note)}</p>
<p style="margin:0;font-size:12px;color:#5c6370">${escapeHtml(brand.name)}</p>
</div></body></html>
`;
  return { to, subject, text: `${text}\n`, html };
}
