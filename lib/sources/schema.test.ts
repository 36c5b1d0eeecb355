import { expect, test } from "vitest";
import { Source } from "@/lib/sources/schema";

const files = (file: object) => ({
  id: "shop",
  kind: "files",
  tables: { sales: { format: "csv", ...file } },
});
const faultOf = (value: unknown): string => {
  const parsed = Source.safeParse(value);
  return parsed.success ? "" : parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`).join("; ");
};

test("three kinds of sources, each with its own settings", () => {
  for (const value of [
    { id: "shop", kind: "postgres", url: "workspace", schemas: ["shop"] },
    { id: "shop", kind: "duckdb", path: "data/shop.duckdb" },
    { id: "shop", kind: "duckdb", path: "shop.duckdb", folder: "data" },
    files({ files: "data/*.csv", types: { amount: "decimal(18, 2)" } }),
    {
      id: "shop",
      kind: "files",
      tables: { sales: { format: "parquet", files: ["a.parquet", "b/**/*.parquet"] } },
    },
  ])
    expect(faultOf(value)).toBe("");
  expect(faultOf({ id: "shop", kind: "duckdb", path: "shop.csv" })).toContain(
    "path: must name a database file",
  );
  expect(faultOf({ id: "shop", kind: "mysql" })).toContain("kind");
  expect(faultOf({ id: "shop", kind: "duckdb", path: "shop.duckdb", schemas: ["main"] })).toContain(
    "schemas",
  );
  expect(faultOf({ id: "shop", kind: "files", tables: {} })).toContain("names no table");
});

test.each([
  "../secret.csv",
  "data/../../secret.csv",
  "/etc/passwd",
  "C:/x.csv",
  "a\\b.csv",
  "a//b.csv",
  "./a.csv",
  "a\0.csv",
  "",
])("a path stays in its folder: %j is refused", (path) => {
  expect(faultOf(files({ files: path }))).not.toBe("");
  expect(faultOf(files({ files: ["good.csv", path] }))).not.toBe("");
  const database = path.replace("csv", "duckdb");
  expect(faultOf({ id: "shop", kind: "duckdb", path: database })).not.toBe("");
});

test.each(["varchar", "decimal", "decimal(39, 2)", "decimal(18)", "decimal(2, 4)", "int); drop table x; --"])(
  "no column is read as %s",
  (type) => {
    expect(faultOf(files({ files: "a.csv", types: { amount: type } }))).toContain(
      "tables.sales.types.amount",
    );
  },
);
