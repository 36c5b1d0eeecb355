import { readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import type { Locale } from "@/lib/format/format";
import { LOCALES } from "@/lib/i18n/locales";

type Tree = { [key: string]: string | Tree };

const folder = path.join(import.meta.dirname, "../../messages");
const read = (locale: string): Tree => JSON.parse(readFileSync(path.join(folder, `${locale}.json`), "utf8"));

const flatten = (tree: Tree, prefix = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );

/** Formats one message, with the values it turns out to need. @throws when it is no ICU message. */
function placeholders(locale: Locale, message: string): string[] {
  const needed = new Set<string>();
  for (const number of [0, 1, 2, 5]) {
    const values: Record<string, number> = {};
    for (let tries = 0; tries < 20; tries++) {
      const errors: { code: string; message: string }[] = [];
      const translate = createTranslator<{ key: string }>({
        locale,
        messages: { key: message },
        onError: (error) => errors.push(error),
      });
      translate("key", values);
      const [error] = errors;
      if (!error) break;
      const missing = /"(\w+)" was not provided/.exec(error.message)?.[1];
      if (!missing) throw new Error(`${locale}: ${message}\n${error.code} ${error.message}`);
      needed.add(missing);
      values[missing] = number;
    }
  }
  return [...needed].sort();
}

describe("messages", () => {
  const [first, ...others] = LOCALES.map((locale) => ({ locale, texts: new Map(flatten(read(locale))) }));
  if (!first) throw new Error("no language");

  it("have the same keys in every language", () => {
    for (const other of others)
      expect([...other.texts.keys()].sort()).toEqual([...first.texts.keys()].sort());
  });

  it("take the same values in every language", () => {
    for (const [key, text] of first.texts) {
      const needed = placeholders(first.locale, text);
      for (const other of others)
        expect([key, placeholders(other.locale, other.texts.get(key) ?? "")]).toEqual([key, needed]);
    }
  });

  it("ask in one tone in Korean", () => {
    const texts = flatten(read("ko"));
    expect([...texts].filter(([, text]) => /세요(?![가-힣])/.test(text))).toEqual([]);
  });

  it("are never empty", () => {
    for (const { texts } of [first, ...others])
      expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});
