import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DocumentInput, parseDocument } from "@/lib/dashboards/parse-document";
import { FIRST_DESIGN_CONFIG, sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { type Dashboard, DashboardSpec } from "@/lib/dashboards/schema";
import { toYaml } from "@/lib/dashboards/to-yaml";
import { AppError } from "@/lib/errors";

const refused = (input: DocumentInput, slug?: string): AppError => {
  try {
    parseDocument(input, slug);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was accepted");
};
const json = (value: unknown): DocumentInput => ({ format: "json", value });
const yaml = (text: string): DocumentInput => ({ format: "yaml", text });
const answer: Dashboard = {
  ...sampleSpec(),
  id: "3e0c6a7e-0000-4000-8000-000000000000",
  version: 7,
  ownerId: null,
  share: "edit",
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
};

const SELECT = { type: "select", name: "channel", dataset: "sales", dimension: "channel" };
const SWITCH = { type: "dimension_switch", name: "show", label: "Show", options: ["brand", "product"] };

describe("parseDocument", () => {
  it("takes what GET gave, as JSON and as YAML, and hands the version back", () => {
    const expected = { spec: sampleSpec(), version: 7 };
    expect(parseDocument(json(answer))).toMatchObject(expected);
    expect(parseDocument({ format: "json", text: JSON.stringify(answer) })).toMatchObject(expected);
    expect(parseDocument(yaml(toYaml(answer)))).toMatchObject(expected);
  });

  it("hands back what is said of the publication, trimmed, and nothing where nothing is said", () => {
    const said = (message: unknown) => parseDocument(json({ ...answer, message }));
    expect(said("  Why  ")).toMatchObject({ spec: sampleSpec(), version: 7, message: "Why" });
    for (const nothing of ["", "  ", null, undefined]) expect(said(nothing).message).toBeUndefined();
    expect(refused(json({ ...answer, message: "x".repeat(501) })).fields).toMatchObject([
      { path: "message", key: "tooLong" },
    ]);
  });

  it("takes the slug from the address where the document names none", () => {
    const { slug: _, ...rest } = sampleInput();
    expect(parseDocument(json(rest), "brand-performance").spec).toEqual(sampleSpec());
    expect(refused(json(rest)).fields).toEqual([{ path: "slug", key: "required" }]);
  });

  it("takes the first design's table configuration to the letter", () => {
    const input = sampleInput();
    const config = JSON.parse(FIRST_DESIGN_CONFIG);
    const { spec } = parseDocument(
      json({ ...input, widgets: input.widgets.map((w) => (w.type === "table" ? { ...w, config } : w)) }),
    );
    expect(spec.widgets[2]).toMatchObject({ config });
  });

  it.each<[string, (input: ReturnType<typeof sampleInput>) => unknown, string, string]>([
    [
      "a chart of no kind",
      (d) => ({ ...d, widgets: [d.widgets[0], { ...d.widgets[1], chart: { kind: "sphere" } }] }),
      "widgets.1.chart.kind",
      "notOneOf",
    ],
    [
      "a widget of no type",
      (d) => ({ ...d, widgets: [{ id: "x", type: "gauge" }] }),
      "widgets.0.type",
      "notOneOf",
    ],
    ["a widget without type", (d) => ({ ...d, widgets: [{ id: "x" }] }), "widgets.0.type", "notOneOf"],
    ["an unknown field", (d) => ({ ...d, colour: "red" }), "", "unknownKeys"],
    ["a number as name", (d) => ({ ...d, name: 5 }), "name", "wrongType"],
    ["half a name", (d) => ({ ...d, name: { en: "x" } }), "name.ko", "required"],
    ["a name of 10,000 letters", (d) => ({ ...d, name: "x".repeat(10_000) }), "name", "tooLong"],
    ["a blank name", (d) => ({ ...d, name: "   " }), "name", "tooShort"],
    ["an SQL-ish slug", (d) => ({ ...d, slug: "x'; drop table dashboards --" }), "slug", "badSlug"],
    ["a slug with letters of other scripts", (d) => ({ ...d, slug: "브랜드" }), "slug", "badSlug"],
    ["a NUL", (d) => ({ ...d, name: "a\0b" }), "name", "badText"],
    ["half a surrogate pair", (d) => ({ ...d, name: "a\ud800" }), "name", "badText"],
    [
      "a widget called constructor",
      (d) => ({ ...d, widgets: [{ id: "constructor", type: "text", text: "x" }] }),
      "widgets.0.id",
      "badId",
    ],
    [
      "a key __proto__",
      (d) => ({ ...d, layout: JSON.parse('{"widgets":{"__proto__":{"x":0,"y":0,"w":1,"h":1}}}') }),
      "layout.widgets.__proto__",
      "reservedName",
    ],
    [
      "two date ranges",
      (d) => ({ ...d, controls: [d.controls![0], d.controls![0]] }),
      "controls.1.type",
      "oneDateRange",
    ],
    [
      "a relative date that is none",
      (d) => ({ ...d, controls: [{ ...d.controls![0], default: { from: "yesterday", to: "now" } }] }),
      "controls.0.default.from",
      "badDay",
    ],
    [
      "a required select without a default",
      (d) => ({ ...d, controls: [{ ...SELECT, required: true }] }),
      "controls.0.default",
      "requiredNeedsDefault",
    ],
    [
      "two defaults of one value",
      (d) => ({ ...d, controls: [{ ...SELECT, multiple: false, default: ["a", "b"] }] }),
      "controls.0.default",
      "oneDefault",
    ],
    [
      "a range of numbers that ends before it begins",
      (d) => ({ ...d, controls: [{ ...SELECT, type: "number_range", default: { from: 2, to: 1 } }] }),
      "controls.0.default",
      "reversedNumbers",
    ],
    [
      "a switch whose default is none of its options",
      (d) => ({ ...d, controls: [{ ...SWITCH, default: "sku" }] }),
      "controls.0.default",
      "noOption",
    ],
    [
      "a switch with an option twice",
      (d) => ({ ...d, controls: [{ ...SWITCH, options: ["brand", { name: "brand" }] }] }),
      "controls.0.options.1",
      "usedTwice",
    ],
    [
      "a select and a switch of one name",
      (d) => ({ ...d, controls: [SELECT, { ...SWITCH, name: "channel" }] }),
      "controls.1.name",
      "usedTwice",
    ],
    [
      "a widget that ignores a filter there is not",
      (d) => ({
        ...d,
        widgets: d.widgets.map((widget, i) => (i === 1 ? { ...widget, ignores: ["nope"] } : widget)),
      }),
      "widgets.1.ignores.0",
      "noControl",
    ],
    [
      "a widget without a place",
      (d) => ({ ...d, layout: { widgets: {} } }),
      "layout.widgets.kpis",
      "noPlace",
    ],
    ["a format of the future", (d) => ({ ...d, schema: 2 }), "schema", "notOneOf"],
    ["a version that is no number", (d) => ({ ...d, version: "7" }), "version", "wrongType"],
  ])("refuses %s and names the field", (_, change, path, key) => {
    const error = refused(json(change(sampleInput())));
    expect(error.code).toBe("INPUT_001");
    expect(error.fields[0]).toMatchObject({ path, key });
  });

  it("refuses what is no document", () => {
    for (const value of [null, 5, "x", [], undefined]) expect(refused(json(value)).code).toBe("INPUT_001");
    expect(refused({ format: "json", text: "{" }).fields[0]).toMatchObject({ key: "badJson" });
    expect(refused(yaml("")).code).toBe("INPUT_001");
    expect(refused(yaml("- a\n- b")).code).toBe("INPUT_001");
    expect(refused(yaml("x".repeat(2_000_001))).code).toBe("FILE_001");
  });

  it("names the line of a YAML fault, and of the parent of something missing", () => {
    const text = toYaml(sampleSpec());
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.includes("kind: bar"));
    const wrong = refused(yaml(text.replace("kind: bar", "kind: sphere")));
    expect(wrong.fields[0]).toMatchObject({ path: "widgets.1.chart.kind", values: { line: at + 1 } });
    expect(wrong.details).toEqual({ lines: { "widgets.1.chart.kind": at + 1 } });

    const missing = refused(yaml(lines.filter((line) => !line.includes("kind: bar")).join("\n")));
    expect(missing.fields[0]).toMatchObject({ path: "widgets.1.chart.kind", key: "notOneOf" });
    const parent = lines.findIndex((line) => line.trim() === "chart:") + 2;
    expect(missing.fields[0]?.values?.line).toBe(parent);

    expect(refused(yaml("slug: a\nname: [1, 2\n")).fields[0]).toMatchObject({
      key: "badYaml",
      values: { line: expect.any(Number) },
    });
    expect(refused(yaml("slug: a\nslug: b\n")).fields[0]).toMatchObject({
      key: "badYaml",
      values: { line: 2 },
    });
  });

  it("refuses YAML bombs: aliases, brackets, indentation", () => {
    const aliases = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (const [from, to] of ["ab", "bc", "cd", "de", "ef", "fg"])
      aliases.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(", ")}]`);
    expect(refused(yaml(aliases.join("\n"))).fields[0]?.key).toBe("tooManyAliases");
    expect(refused(yaml(`a: ${"[".repeat(100_000)}`)).code).toBe("INPUT_001");
    expect(refused(yaml(`a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`)).code).toBe("INPUT_001");
    expect(refused(yaml("- ".repeat(50_000))).code).toBe("INPUT_001");
    expect(
      refused({ format: "json", text: `{"name":${"[".repeat(200_000)}${"]".repeat(200_000)}}` }).code,
    ).toBe("INPUT_001");
  });
});

/** Texts YAML likes to read as something else, beside arbitrary ones. */
const text = (max: number) =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength: max, unit: "grapheme" }),
      fc.string({ minLength: 1, maxLength: max, unit: "binary" }),
      fc.constantFrom(
        "null",
        "~",
        "yes",
        "no",
        "true",
        "2026-01-01",
        "0x1F",
        "1_000",
        "1e3",
        ".inf",
        "- a",
        "a: b",
        "# c",
        "*x",
        "&x",
        "!!str",
        "|",
        ">",
        "'",
        '"',
        "\\",
        "%",
        "@",
        "`",
        "a\nb\n",
        " lead",
        "trail ",
        "\t",
        "a\u2028b",
        "a\u0085b",
        "닥터트루",
        "<<",
        "=",
      ),
    )
    .filter((value) => !/\p{Surrogate}|\0/u.test(value));
const trimmed = (max: number) =>
  text(max)
    .map((value) => value.trim())
    .filter((value) => value !== "");
const local = fc.oneof(text(40), fc.record({ en: text(40), ko: text(40) }));
const name = text(60);
const scalar = fc.oneof(
  text(30),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  fc.boolean(),
  fc.constant(null),
);
const filter = fc.record({
  name,
  op: fc.constantFrom("eq" as const, "in" as const, "is_null" as const),
  values: fc.array(scalar, { maxLength: 4 }),
});
const sort = fc.record({ column: name, direction: fc.constantFrom("asc" as const, "desc" as const) });
const config = fc.record(
  {
    metrics: fc.array(name, { maxLength: 4 }),
    sort: fc.oneof(sort, fc.array(sort, { maxLength: 3 })),
    filters: fc.array(filter, { maxLength: 2 }),
    conditionalFormatting: fc.array(
      fc.record({
        column: name,
        rules: fc.array(
          fc.record({
            condition: fc.constant("lt" as const),
            value: fc.oneof(fc.integer(), text(10), fc.record({ column: name })),
            style: fc.record({ color: text(20) }, { requiredKeys: [] }),
          }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 2 },
    ),
    columnWidths: fc.dictionary(
      name.filter((key) => key !== "__proto__"),
      fc.integer({ min: 24, max: 2000 }),
      { noNullPrototype: true },
    ),
    frozenColumns: fc.array(name, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const title = fc.record({ title: local, description: local }, { requiredKeys: [] });
const filters = fc.array(filter, { maxLength: 2 });
const widgetBody = fc.oneof(
  fc.record({ type: fc.constant("text" as const), text: local }),
  fc.record({
    type: fc.constant("kpi" as const),
    dataset: name,
    measures: fc.array(name, { minLength: 1, maxLength: 3 }),
    filters,
  }),
  fc.record({
    type: fc.constant("chart" as const),
    dataset: name,
    filters,
    chart: fc.record({
      kind: fc.constantFrom("bar" as const, "line" as const),
      x: fc.record({ name }),
      measure: name,
      stack: fc.boolean(),
    }),
  }),
  fc.record({
    type: fc.constant("table" as const),
    dataset: name,
    filters,
    dimensions: fc.array(fc.oneof(name, fc.record({ name, grain: fc.constant("month" as const) })), {
      minLength: 1,
      maxLength: 3,
    }),
    config,
  }),
);
const id = fc
  .oneof(fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/), fc.constantFrom("1", "10", "2", "null", "-", "0x1"))
  .filter((value) => !(value in {}));
const box = fc.record({
  x: fc.nat(5000),
  y: fc.nat(5000),
  w: fc.integer({ min: 1, max: 999 }),
  h: fc.integer({ min: 1, max: 999 }),
});
const spec = fc
  .record({
    slug: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/),
    name: fc.oneof(trimmed(60), fc.record({ en: trimmed(60), ko: trimmed(60) })),
    isPublic: fc.boolean(),
    parts: fc.uniqueArray(fc.tuple(id, title, widgetBody, box), { selector: ([key]) => key, maxLength: 5 }),
    width: fc.integer({ min: 320, max: 8000 }),
  })
  .map(({ parts, width, ...head }) =>
    DashboardSpec.parse({
      ...head,
      widgets: parts.map(([key, titles, body]) => ({ id: key, ...titles, ...body })),
      layout: { width, widgets: Object.fromEntries(parts.map(([key, , , place]) => [key, place])) },
    }),
  );

describe("toYaml", () => {
  it("gives the same dashboard back, whatever it holds", () => {
    fc.assert(
      fc.property(spec, (dashboard) => {
        const { spec: read, version } = parseDocument(yaml(toYaml(dashboard)));
        expect({ spec: read, version }).toEqual({ spec: dashboard, version: undefined });
      }),
      { numRuns: 300 },
    );
  });

  it("writes the same text for the same dashboard, whatever order its keys came in", () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, reversed(inner)]),
            )
          : value;
    fc.assert(
      fc.property(spec, (dashboard) => {
        expect(toYaml(DashboardSpec.parse(reversed(dashboard)))).toBe(toYaml(dashboard));
      }),
      { numRuns: 100 },
    );
  });

  it("reads like something a person wrote", () => {
    expect(toYaml(answer).split("\n").slice(0, 12)).toEqual([
      "slug: brand-performance",
      "name:",
      "  en: Brand performance",
      "  ko: 브랜드 성과",
      "version: 7",
      "schema: 1",
      "isPublic: true",
      "controls:",
      "  - type: date_range",
      "    compare: previous_period",
      "    default:",
      "      from: now-28d",
    ]);
    expect(toYaml(answer)).toContain("    kpis: { x: 0, y: 0, w: 1152, h: 92 }\n");
  });

  it("refuses what aliases make of a short text, and texts longer than anybody reads", () => {
    const notes = Array.from({ length: 99 }, (_, i) => `  - {id: n${i}, type: text, text: *long}`);
    const places = Array.from(
      { length: 100 },
      (_, i) => `    ${i === 99 ? "first" : `n${i}`}: {x: 0, y: 0, w: 9, h: 9}`,
    );
    const bomb = (length: number) =>
      [
        "slug: bomb",
        "name: Bomb",
        "widgets:",
        `  - {id: first, type: text, text: &long "${"x".repeat(length)}"}`,
        ...notes,
        "layout:",
        "  widgets:",
        ...places,
      ].join("\n");
    expect(parseDocument(yaml(bomb(10_000))).spec.widgets).toHaveLength(100);
    expect(refused(yaml(bomb(40_000))).code).toBe("FILE_001");
    const text = (length: number) => {
      const { widgets, ...rest } = sampleInput();
      const [first, ...others] = widgets;
      return { ...rest, widgets: [{ ...first, description: "x".repeat(length) }, ...others] };
    };
    expect(parseDocument(json(text(50_000))).spec.widgets).toHaveLength(3);
    expect(refused(json(text(50_001))).fields).toMatchObject([
      { path: "widgets.0.description", key: "tooLong", values: { maximum: 50_000 } },
    ]);
  });

  it("refuses what the database can't keep in a comment too", () => {
    const text = `${toYaml(sampleSpec())}# a \0 b\n`;
    expect(refused(yaml(text)).code).toBe("INPUT_001");
  });
});
