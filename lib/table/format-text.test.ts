import { describe, expect, it } from "vitest";
import { ConditionalFormats } from "./format-rule";
import { parseText, toText } from "./format-text";

const columns = new Set(["roi", "target"]);
const formats = ConditionalFormats.parse([
  {
    column: "roi",
    rules: [
      { condition: "lt", value: 0, style: { backgroundColor: "#fee2e2", color: "#dc2626" } },
      { condition: "gte", value: { column: "target" }, scope: "row", on: ["data", "total"], icon: "star" },
      {
        scale: {
          points: [
            { at: "min", color: "#ffffff" },
            { at: { percentile: 90 }, color: "#0000ff" },
          ],
        },
      },
    ],
  },
]);

describe("formats as text", () => {
  it.each(["json", "yaml"] as const)("come back from %s as they were", (language) => {
    expect(parseText(toText(formats, language), language, columns)).toEqual({ formats, problems: [] });
  });

  it("say where they can't be read, in the language they are written in", () => {
    const cut = toText(formats, "json").slice(0, 60);
    expect(parseText(cut, "json", columns)).toMatchObject({
      formats: null,
      problems: [{ key: "badSyntax" }],
    });
    const yaml = "- column: roi\n  rules: []\n";
    expect(parseText(yaml, "yaml", columns).formats).toEqual([{ column: "roi", rules: [] }]);
    expect(parseText(yaml, "json", columns).problems).toMatchObject([{ key: "badSyntax", from: 1 }]);
  });

  it.each([
    ['[{"column":"roi","rules":[{"condition":"less","value":1,"style":{}}]}]', "notOneOf", '"less"'],
    [
      '[{"column":"roi","rules":[{"condition":"lt","style":{}}]}]',
      "formatValue_one",
      '{"condition":"lt","style":{}}',
    ],
    ['[{"column":"roi","rules":[{"condition":"top_n","value":1.5,"style":{}}]}]', "formatValue_count", "1.5"],
    ['[{"column":"roi","rules":[{"condition":"is_null"}]}]', "formatLook", '{"condition":"is_null"}'],
    ['[{"column":"roi","rules":[{"scale":{"points":[]}}]}]', "tooFew", "[]"],
    ['[{"column":"rio","rules":[]}]', "unknownColumn", '"rio"'],
    [
      '[{"column":"roi","rules":[{"condition":"lt","value":{"column":"gone"},"style":{}}]}]',
      "unknownColumn",
      '{"column":"gone"}',
    ],
  ])("put %s's fault in its place", (text, key, at) => {
    const { formats: read, problems } = parseText(text, "json", columns);
    expect(read).toBeNull();
    expect(problems.map(({ from, to, key: found }) => [found, text.slice(from, to)])).toEqual([[key, at]]);
  });

  it("are none where nothing is written", () => {
    expect(parseText("", "yaml", columns).formats).toEqual([]);
  });
});
