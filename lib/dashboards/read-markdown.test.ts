import { describe, expect, it } from "vitest";
import { readMarkdown } from "@/lib/dashboards/read-markdown";

const paragraph = (text: string) => [{ kind: "paragraph", children: [{ kind: "text", text }] }];
const hrefs = (value: unknown): string[] =>
  JSON.stringify(value)
    .match(/"href":"[^"]*"/g)
    ?.map((found) => JSON.parse(found.slice(7))) ?? [];
describe("readMarkdown", () => {
  it("reads headings, emphasis, lists, quotes, code, rules and links", () => {
    expect(readMarkdown("## 기준\n\n**굵게** *기울임* `코드`  \n다음")).toEqual([
      { kind: "heading", level: 2, rank: 1, children: [{ kind: "text", text: "기준" }] },
      {
        kind: "paragraph",
        children: [
          { kind: "strong", children: [{ kind: "text", text: "굵게" }] },
          { kind: "text", text: " " },
          { kind: "emphasis", children: [{ kind: "text", text: "기울임" }] },
          { kind: "text", text: " " },
          { kind: "code", text: "코드" },
          { kind: "break" },
          { kind: "text", text: "다음" },
        ],
      },
    ]);
    expect(readMarkdown("3. a\n4. b\n\n---\n\n> q\n\n    x")).toEqual([
      { kind: "list", start: 3, items: [paragraph("a"), paragraph("b")] },
      { kind: "rule" },
      { kind: "quote", children: paragraph("q") },
      { kind: "code", text: "x" },
    ]);
    expect(readMarkdown("- a\n  - b")).toEqual([
      {
        kind: "list",
        start: null,
        items: [[...paragraph("a"), { kind: "list", start: null, items: [paragraph("b")] }]],
      },
    ]);
    expect(readMarkdown("[표](/d/brand?page=ads) [밖][1]\n\n[1]: https://example.com/a")).toEqual([
      {
        kind: "paragraph",
        children: [
          { kind: "link", href: "/d/brand?page=ads", own: true, children: [{ kind: "text", text: "표" }] },
          { kind: "text", text: " " },
          {
            kind: "link",
            href: "https://example.com/a",
            own: false,
            children: [{ kind: "text", text: "밖" }],
          },
        ],
      },
    ]);
  });

  it("leaves no level of headings out", () => {
    const ranks = readMarkdown("## a\n\n#### b\n\n## c\n\n> ###### d").map((block) =>
      block.kind === "heading" ? block.rank : null,
    );
    expect(ranks).toEqual([1, 2, 1, null]);
    expect(readMarkdown("# a\n\n> ###### d")[1]).toMatchObject({ children: [{ rank: 2 }] });
  });

  it("leaves plain text with its lines as it is", () => {
    expect(readMarkdown("first line\nsecond")).toEqual(paragraph("first line\nsecond"));
    expect(readMarkdown("")).toEqual([]);
  });

  it("takes HTML for text and pictures for their words", () => {
    expect(readMarkdown("<img src=x onerror=alert(1)>")).toEqual(paragraph("<img src=x onerror=alert(1)>"));
    expect(readMarkdown("a <b onclick=x>b</b>")).toEqual([
      {
        kind: "paragraph",
        children: ["a ", "<b onclick=x>", "b", "</b>"].map((text) => ({ kind: "text", text })),
      },
    ]);
    expect(readMarkdown("![로고](https://example.com/track.png)")).toEqual(paragraph("로고"));
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&#58;alert(1)",
    "java&#115;cript:alert(1)",
    "<java\tscript:alert(1)>",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "/\\\\evil.example",
    "https://user:pass@evil.example",
    "blob:https://example.com/1",
    "ftp://example.com",
    "",
  ])("leads nowhere by %j", (address) => {
    for (const text of [`[here](${address})`, `[here][1]\n\n[1]: ${address}`, `<${address}>`]) {
      const found = readMarkdown(text);
      expect(hrefs(found), text).toEqual([]);
    }
    expect(JSON.stringify(readMarkdown(`[here](${address})`))).toContain("here");
  });

  it("leads where links may", () => {
    for (const address of [
      "https://example.com/a?b=c",
      "http://example.com/",
      "mailto:kim@example.com",
      "/d/brand",
    ])
      expect(hrefs(readMarkdown(`[x](${address})`))).toEqual([address]);
  });

  it.each([
    ["deep quotes", `${">".repeat(3000)} deep`],
    ["deep emphasis", "*a **b ".repeat(2000) + "b** a*".repeat(2000)],
    ["what is long", "*".repeat(20_001)],
    ["brackets", "[".repeat(19_000)],
  ])("shows %s as it was typed", (_, text) => {
    expect(readMarkdown(text)).toEqual(paragraph(text));
  });
});
