import { describe, expect, it } from "vitest";
import { checkImports, IMPORT_RULES, importsOf } from "./import-rules";

const rulesBroken = (files: Record<string, string>) =>
  checkImports(new Map(Object.entries(files))).map(({ rule }) => rule);

describe("importsOf", () => {
  it("finds every way to import, and what it resolves to", () => {
    const source = `/* import "commented" */
import "server-only";
import type { A } from "@/lib/a";
import {
  b,
  type B,
} from "../b";
export { c } from "./c.ts";
// import "also-commented";
const d = await import("@/lib/d");
const text = "from 'nowhere'";`;
    expect(importsOf("lib/x/file.ts", source)).toEqual([
      { target: "server-only", typeOnly: false, line: 2 },
      { target: "lib/a", typeOnly: true, line: 3 },
      { target: "lib/b", typeOnly: false, line: 7 },
      { target: "lib/x/c", typeOnly: false, line: 8 },
      { target: "lib/d", typeOnly: false, line: 10 },
    ]);
  });
});

describe("a violation is caught", () => {
  const marked = 'import "server-only";\n';
  it.each<[string, string, string]>([
    ["app-not-to-db", "app/page.tsx", 'import { db } from "@/db/client";'],
    ["components-draw", "components/table/grid.tsx", 'import type { UserRow } from "@/db/schema/users";'],
    ["lib-not-upwards", "lib/views/x.ts", 'import { Grid } from "@/components/table/grid";'],
    ["db-lowest", "db/client.ts", 'import { can } from "@/lib/access/can";'],
    ["foundations-alone", "lib/errors.ts", 'import type { Env } from "./env";'],
    ["format-alone", "lib/format/number.ts", 'import { env } from "@/lib/env";'],
    ["query-not-to-nouns", "lib/query/plan.ts", 'import { getView } from "@/lib/views/get-view";'],
    ["pure-planning", "lib/query/compile.ts", `${marked}import { db } from "../../db/client";`],
    [
      "noun-keeps-to-itself",
      "lib/views/create-view.ts",
      'import { getDashboard } from "@/lib/dashboards/get-dashboard";',
    ],
    ["one-echarts", "components/dashboard/tile.tsx", 'import * as echarts from "echarts/core";'],
    ["bench-from-outside", "bench/main.ts", 'import { POST } from "@/app/api/v1/query/route";'],
    ["product-not-to-tests", "cli/serve.ts", 'import { openFloor } from "@/bench/floor";'],
    ["product-not-to-tests", "app/page.tsx", 'import { testDatabase } from "@/tests/database";'],
    ["server-only", "lib/views/get-view.ts", 'import { db } from "@/db/client";'],
  ])("%s", (rule, file, source) => {
    expect(rulesBroken({ [file]: source })).toEqual([rule]);
  });

  it("no-cycle, once a ring, but not for types", () => {
    const ring = { "lib/a.ts": 'import { b } from "./b";', "lib/b.ts": 'import { a } from "@/lib/a";' };
    expect(rulesBroken(ring)).toEqual(["no-cycle"]);
    expect(rulesBroken({ ...ring, "lib/b.ts": 'import type { A } from "@/lib/a";' })).toEqual([]);
  });

  it("for each rule there is", () => {
    const tested = new Set(IMPORT_RULES.map(({ name }) => name));
    expect(tested.size).toBe(IMPORT_RULES.length);
    expect(IMPORT_RULES.every(({ reason }) => reason.length > 20)).toBe(true);
  });
});

describe("what is allowed stays so", () => {
  it.each([
    ["app/page.tsx", 'import { getView } from "@/lib/views/get-view";'],
    ["app/page.tsx", 'import type { UserRow } from "@/db/schema/users";'],
    ["lib/views/create-view.ts", 'import { getView } from "./get-view";'],
    ["lib/views/create-view.ts", 'import { DashboardSpec } from "@/lib/dashboards/schema";'],
    ["lib/query/execute-sql.ts", 'import "server-only";\nimport { db } from "@/db/client";'],
    ["lib/views/get-view.db.test.ts", 'import { testDatabase } from "@/tests/database";'],
    ["db/client.ts", 'import { env } from "@/lib/env";'],
  ])("%s: %s", (file, source) => {
    expect(rulesBroken({ [file]: source })).toEqual([]);
  });
});
