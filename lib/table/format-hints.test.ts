import { describe, expect, it } from "vitest";
import { hintsAt } from "./format-hints";

const columns = new Map([
  ["roi", "ROI"],
  ["margin", "마진"],
]);
/** What is offered at `|`, and the text with the first of it put in. */
function hints(marked: string, language: "json" | "yaml") {
  const at = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = hintsAt(text, at, language, columns);
  const [first] = found?.options ?? [];
  return {
    labels: found?.options.map(({ label }) => label) ?? [],
    text: found && first ? text.slice(0, found.from) + first.insert + text.slice(found.to) : null,
  };
}

describe("hintsAt", () => {
  it("offers the keys that are still missing", () => {
    expect(hints('[{ "column": "roi", "|" }]', "json")).toEqual({
      labels: ["match", "rules"],
      text: '[{ "column": "roi", "match":  }]',
    });
    expect(hints("- column: roi\n  rules:\n    - condition: lt\n      |", "yaml").labels).toContain("style");
  });

  it("offers the values a key can have", () => {
    expect(hints('[{"column":"roi","rules":[{"condition":"|"}]}]', "json").labels).toContain("top_n");
    expect(
      hints('[{"column":"roi","rules":[{"condition":"lt","style":{"tone":"|"}}]}]', "json").labels,
    ).toEqual(["negative", "positive", "warning", "accent"]);
    expect(hints('[{"column":"roi","rules":[{"enabled":|}]}]', "json").labels).toEqual(["true", "false"]);
  });

  it("offers the table's columns", () => {
    expect(hints('[{"column":"|"}]', "json")).toEqual({
      labels: ["roi", "margin"],
      text: '[{"column":"roi"}]',
    });
    expect(
      hints('[{"column":"roi","rules":[{"condition":"lt","value":{"column":"|"}}]}]', "json").labels,
    ).toEqual(["roi", "margin"]);
  });
});
