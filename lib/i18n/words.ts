import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/format/format";
import en from "@/messages/en.json";
import ko from "@/messages/ko.json";

/** All messages of a language, for where no page is drawn: files, jobs. Never in the browser: it holds both languages. */
export const wordsIn = (locale: Locale) =>
  createTranslator<typeof en>({ locale, messages: locale === "ko" ? (ko as typeof en) : en });
export type Words = ReturnType<typeof wordsIn>;

/** Those of tables alone. */
export const tableWords = (locale: Locale) =>
  createTranslator<typeof en, "table">({
    locale,
    messages: locale === "ko" ? (ko as typeof en) : en,
    namespace: "table",
  });
export type TableWords = ReturnType<typeof tableWords>;
