import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import * as dashboardRoute from "@/app/api/v1/dashboards/[slug]/route";
import * as viewsRoute from "@/app/api/v1/dashboards/[slug]/views/route";
import * as dashboardsRoute from "@/app/api/v1/dashboards/route";
import * as favoriteRoute from "@/app/api/v1/favorites/[slug]/route";
import * as schemaRoute from "@/app/api/v1/schemas/[name]/route";
import * as viewRoute from "@/app/api/v1/views/[id]/route";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import type { Role } from "@/lib/access/roles";
import { person } from "@/lib/dashboards/person.fixture";
import { FIRST_DESIGN_CONFIG, sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import type { RouteHandler } from "@/lib/define-route";
import { createToken } from "@/lib/tokens/create-token";
import { type TestDatabase, testDatabase } from "@/tests/database";

// Both need Next's own build of React; the API only lets Next's signals pass, and translates without React.
vi.mock("next/navigation", () => ({ unstable_rethrow: () => {} }));
vi.mock("next-intl", () => import("use-intl/core"));

const YAML = "application/yaml";
let database: TestDatabase;
const tokens = new Map<Role, string>();

beforeAll(async () => {
  database = await testDatabase();
  for (const role of ["viewer", "editor", "admin"] as const) {
    const { token } = await createToken(await person(role), {
      name: role,
      scopes: ["read", "write"],
      expiresAt: null,
    });
    tokens.set(role, token);
  }
});
afterAll(() => database.close());

interface Call {
  as?: Role | null;
  method?: string;
  body?: unknown;
  yaml?: string;
  accept?: string;
  search?: string;
}

/** Calls a route as its address would; `answer` is the envelope, or the text where it is none. */
async function call(handler: RouteHandler, params: object, { as = "editor", ...options }: Call = {}) {
  const text = options.yaml ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await handler(
    new Request(`http://localhost:3000/api/v1/x${options.search ?? ""}`, {
      method: options.method ?? (text === undefined ? "GET" : "POST"),
      headers: {
        ...(as === null ? {} : { authorization: `Bearer ${tokens.get(as)}` }),
        ...(text === undefined
          ? {}
          : { "content-type": options.yaml === undefined ? "application/json" : YAML }),
        ...(options.accept === undefined ? {} : { accept: options.accept }),
      },
      ...(text === undefined ? {} : { body: text }),
    }),
    { params: Promise.resolve(params) },
  );
  const raw = await response.text();
  const json = response.headers.get("content-type")?.includes("json") === true;
  return {
    status: response.status,
    headers: response.headers,
    raw,
    answer: json ? JSON.parse(raw) : undefined,
  };
}

const at = (slug: string) => ({ slug });

describe("dashboards", () => {
  it("goes round: POST 201, GET, PUT what GET gave, 409 for the same again, DELETE 200, 404", async () => {
    const made = await call(dashboardsRoute.POST, {}, { body: sampleInput({ slug: "round" }) });
    expect(made).toMatchObject({
      status: 201,
      answer: { status: true, data: { slug: "round", version: 1, schema: 1 } },
    });
    const read = await call(dashboardRoute.GET, at("round"), { as: "viewer" });
    expect(read.answer).toEqual(made.answer);
    const put = { method: "PUT", body: read.answer.data };
    expect((await call(dashboardRoute.PUT, at("round"), { ...put, as: "viewer" })).status).toBe(403);
    expect((await call(dashboardRoute.PUT, at("round"), put)).answer.data.version).toBe(2);
    expect(await call(dashboardRoute.PUT, at("round"), put)).toMatchObject({
      status: 409,
      answer: { status: false, error: { code: "CONFLICT_001", details: { currentVersion: 2 } } },
    });
    expect((await call(dashboardRoute.DELETE, at("round"), { method: "DELETE" })).status).toBe(200);
    expect((await call(dashboardRoute.GET, at("round"))).status).toBe(404);
  });

  it("speaks YAML both ways", async () => {
    const made = await call(dashboardsRoute.POST, {}, { body: sampleInput({ slug: "yaml" }) });
    const file = await call(dashboardRoute.GET, at("yaml"), { accept: YAML });
    expect(file.headers.get("content-type")).toContain(YAML);
    expect(parse(file.raw)).toEqual(made.answer.data);
    const yaml = file.raw.replace("ko: 브랜드 성과", "ko: 브랜드 손익");
    const put = await call(dashboardRoute.PUT, at("yaml"), { method: "PUT", yaml, accept: YAML });
    expect(put.status).toBe(200);
    expect(parse(put.raw)).toMatchObject({ version: 2, name: { ko: "브랜드 손익" } });
  });

  it("gives the comments back with what was written, and to those alone who may change it", async () => {
    const { raw } = await call(dashboardRoute.GET, at("yaml"), { accept: YAML });
    const text = raw.replace("slug: yaml", "slug: noted").replace("widgets:", "# By whom?\nwidgets:");
    const made = await call(dashboardsRoute.POST, {}, { yaml: text, accept: YAML });
    expect(made.status).toBe(201);
    expect(made.raw).toContain("# By whom?\nwidgets:");
    const { answer } = await call(dashboardRoute.GET, at("noted"));
    const put = { method: "PUT", body: answer.data, accept: YAML };
    expect((await call(dashboardRoute.PUT, at("noted"), put)).raw).toContain("# By whom?\nwidgets:");
    const asRead = async (as: Role) =>
      (await call(dashboardRoute.GET, at("noted"), { as, accept: YAML })).raw;
    expect(await asRead("editor")).toContain("# By whom?");
    const viewers = await asRead("viewer");
    expect(parse(viewers)).toMatchObject({ slug: "noted", version: 2 });
    expect(viewers).not.toContain("#");
  });

  it("names the line of a fault in YAML, and a fault of its writing", async () => {
    const wrong = await call(
      dashboardsRoute.POST,
      {},
      { yaml: "slug: x\nname: X\nwidgets: none\nlayout:\n  widgets: {}\n" },
    );
    expect(wrong).toMatchObject({
      status: 400,
      answer: {
        error: { code: "INPUT_001", details: { lines: { widgets: 3 }, fields: [{ path: "widgets" }] } },
      },
    });
    expect((await call(dashboardsRoute.POST, {}, { yaml: "a: [1\nb: 2" })).status).toBe(400);
    expect((await call(dashboardsRoute.POST, {}, { yaml: `x: ${"y".repeat(2_000_001)}` })).status).toBe(413);
    expect((await call(dashboardsRoute.POST, {}, { method: "POST" })).status).toBe(400);
  });

  it("lists what the caller may see, found by search", async () => {
    await call(dashboardsRoute.POST, {}, { body: sampleInput({ slug: "secret-plan", isPublic: false }) });
    const slugs = async (as: Role) =>
      (await call(dashboardsRoute.GET, {}, { as, search: "?search=secret-plan" })).answer.data.map(
        (entry: { slug: string }) => entry.slug,
      );
    expect(await slugs("editor")).toEqual(["secret-plan"]);
    expect(await slugs("admin")).toEqual(["secret-plan"]);
    expect(await slugs("viewer")).toEqual([]);
    expect((await call(dashboardRoute.GET, at("secret-plan"), { as: "viewer" })).status).toBe(403);
  });

  it("asks nobody in", async () => {
    for (const handler of [
      dashboardsRoute.GET,
      dashboardsRoute.POST,
      dashboardRoute.PUT,
      viewsRoute.GET,
      viewRoute.GET,
      favoriteRoute.PUT,
    ])
      expect((await call(handler, { slug: "x", id: "x" }, { as: null })).status).toBe(401);
  });
});

describe("views and favourites", () => {
  it("keeps the first design's configuration to the letter for its owner", async () => {
    await call(dashboardsRoute.POST, {}, { body: sampleInput({ slug: "viewed" }) });
    const body = { name: "손익", scope: "personal", widgets: { brands: JSON.parse(FIRST_DESIGN_CONFIG) } };
    const made = await call(viewsRoute.POST, at("viewed"), { as: "viewer", body });
    expect(made).toMatchObject({ status: 201, answer: { data: body } });
    const { id } = made.answer.data;
    expect((await call(viewRoute.GET, { id }, { as: "viewer" })).answer).toEqual(made.answer);
    expect((await call(viewRoute.GET, { id }, { as: "admin" })).status).toBe(404);
    expect((await call(viewsRoute.GET, at("viewed"), { as: "viewer" })).answer.data).toHaveLength(1);
    const put = await call(viewRoute.PUT, { id }, { as: "viewer", method: "PUT", body: made.answer.data });
    expect(put).toMatchObject({ status: 200, answer: { data: body } });
    expect((await call(viewRoute.DELETE, { id }, { as: "viewer", method: "DELETE" })).status).toBe(200);
    expect(
      (await call(viewsRoute.POST, at("viewed"), { as: "viewer", body: { ...body, scope: "shared" } }))
        .status,
    ).toBe(403);
  });

  it("marks and unmarks", async () => {
    await call(dashboardsRoute.POST, {}, { body: sampleInput({ slug: "starred" }) });
    expect((await call(favoriteRoute.PUT, at("starred"), { method: "PUT" })).answer.data).toEqual({
      slug: "starred",
      favorite: true,
    });
    const listed = await call(dashboardsRoute.GET, {}, { search: "?search=starred" });
    expect(listed.answer.data).toMatchObject([{ isFavorite: true }]);
    expect((await call(favoriteRoute.DELETE, at("starred"), { method: "DELETE" })).status).toBe(200);
  });
});

describe("the YAML a dashboard was written as", () => {
  it("is what is read, its comments where they were, changed where the dashboard is another", async () => {
    const made = await call(dashboardsRoute.POST, {}, { body: sampleInput({ slug: "commented" }) });
    const plain = (await call(dashboardRoute.GET, at("commented"), { accept: YAML })).raw;
    const source = plain.replace("  - id: daily", "  # By day, since weeks hide too much.\n  - id: daily");
    await db.update(dashboards).set({ source }).where(eq(dashboards.id, made.answer.data.id));
    const timeless = (text: string) => text.replace(/^updatedAt: .*$/m, "");
    const read = (await call(dashboardRoute.GET, at("commented"), { accept: YAML })).raw;
    expect(timeless(read)).toBe(timeless(source));

    const body = { ...made.answer.data, name: "Another" };
    await call(dashboardRoute.PUT, at("commented"), { method: "PUT", body });
    const { raw } = await call(dashboardRoute.GET, at("commented"), { accept: YAML });
    expect(raw).toContain("  # By day, since weeks hide too much.\n  - id: daily\n");
    expect(parse(raw)).toMatchObject({ name: "Another", version: 2 });
    await db.update(dashboards).set({ source: "[" }).where(eq(dashboards.id, made.answer.data.id));
    expect(parse((await call(dashboardRoute.GET, at("commented"), { accept: YAML })).raw).name).toBe(
      "Another",
    );
  });
});

describe("schemas", () => {
  it.each(["dashboard.json", "dataset.json", "table.json"])("serves %s", async (name) => {
    const { status, answer } = await call(schemaRoute.GET, { name }, { as: "viewer" });
    expect(status).toBe(200);
    expect(answer).toMatchObject({ $schema: expect.stringContaining("json-schema.org"), type: "object" });
  });

  it("shows patterns and required fields, and knows no others", async () => {
    const { answer } = await call(schemaRoute.GET, { name: "dashboard.json" });
    expect(answer.properties.slug.pattern).toBe("^[a-z0-9][a-z0-9-]{0,79}$");
    expect(answer.required).toEqual(["slug", "name", "widgets", "layout"]);
    expect((await call(schemaRoute.GET, { name: "secrets.json" })).status).toBe(404);
    expect((await call(schemaRoute.GET, { name: "__proto__" })).status).toBe(404);
  });
});
