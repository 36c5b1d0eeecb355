import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { and, desc, eq, isNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as applyRoute from "@/app/api/v1/code/apply/route";
import * as planRoute from "@/app/api/v1/code/plan/route";
import * as dashboardRoute from "@/app/api/v1/dashboards/[slug]/route";
import * as dashboardsRoute from "@/app/api/v1/dashboards/route";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboards, dashboardVersions } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { createTokenForUser } from "@/lib/tokens/create-token-for-user";
import { type TestDatabase, testDatabase } from "@/tests/database";
import type { Command, CommandContext } from "../command";
import { COMMANDS } from "../commands";

vi.mock("next/navigation", () => ({ unstable_rethrow: () => {} }));
vi.mock("next-intl", () => import("use-intl/core"));

let database: TestDatabase;
let server: Server;
let url: string;
let token: string;
let admin: Viewer;
let editor: Viewer;
let cwd: string;
let said: string[];

/** The API's own routes behind a socket. */
function serve(): Promise<Server> {
  const started = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", async () => {
      const { pathname } = new URL(message.url ?? "", "http://localhost");
      const slug = /^\/below\/api\/v1\/dashboards\/(.+)$/.exec(pathname)?.[1];
      const handler = slug
        ? dashboardRoute.GET
        : {
            "/below/api/v1/dashboards": dashboardsRoute.GET,
            "/below/api/v1/code/plan": planRoute.POST,
            "/below/api/v1/code/apply": applyRoute.POST,
          }[pathname];
      if (!handler) return response.writeHead(404).end("<html>");
      const answer = await handler(
        new Request(`http://localhost:3000${pathname.replace("/below", "")}`, {
          method: message.method ?? "GET",
          headers: message.headers as Record<string, string>,
          ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
        }),
        { params: Promise.resolve(slug ? { slug } : {}) },
      );
      response
        .writeHead(answer.status, Object.fromEntries(answer.headers))
        .end(Buffer.from(await answer.arrayBuffer()));
    });
  });
  return new Promise((resolve) => started.listen(0, "127.0.0.1", () => resolve(started)));
}

beforeAll(async () => {
  database = await testDatabase();
  admin = await person("admin");
  editor = await person("editor");
  ({ token } = await createTokenForUser({ email: editor.email, name: "ci", rateLimitExempt: true }));
  await createDashboard(admin, { format: "json", value: sampleInput({ slug: "first" }) });
  server = await serve();
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/below/`;
});
afterAll(async () => {
  server.close();
  await database.close();
});
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), "lookflex-code-"));
  said = [];
  vi.spyOn(console, "log").mockImplementation((line) => void said.push(String(line)));
  vi.spyOn(console, "error").mockImplementation((line) => void said.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(cwd, { recursive: true });
});

/** Runs a command in a folder of its own. @returns its exit code */
async function run(
  name: string,
  given: string[] = [],
  values: CommandContext["values"] = {},
): Promise<number> {
  const command = COMMANDS.find((known): known is Command => known.name === name);
  if (!command) throw new Error(`no command ${name}`);
  said = [];
  return (
    (await command.run({
      arguments: given,
      values,
      cwd,
      root: path.resolve(import.meta.dirname, "../.."),
    })) ?? 0
  );
}
const read = (file: string) => readFileSync(path.join(cwd, "dashboards", file), "utf8");
const manifest = (): string[] => JSON.parse(read(".lookflex.json")).dashboards;
const sourceOf = async (slug: string) =>
  (
    await db
      .select()
      .from(dashboards)
      .where(and(eq(dashboards.slug, slug), isNull(dashboards.deletedAt)))
  )[0];
const write = (file: string, text: string) => writeFileSync(path.join(cwd, "dashboards", file), text);

describe("lookflex pull, plan and apply", () => {
  it("go round: pulled, nothing to do, changed, planned, applied, nothing to do", async () => {
    expect(await run("pull", [], { schema: "../schemas/dashboard.json" })).toBe(0);
    expect(said).toEqual(["first.yml: created"]);
    const pulled = read("first.yml");
    expect(pulled).toMatch(/^# yaml-language-server: \$schema=\.\.\/schemas\/dashboard\.json\nslug: first\n/);
    expect(pulled).toContain("\nversion: 1\n");
    expect(pulled).not.toMatch(/ownerId|updatedAt|share:/);
    expect(await run("pull")).toBe(0);
    expect(said).toEqual(["first.yml: unchanged"]);
    expect(await run("plan")).toBe(0);

    write(
      "first.yml",
      pulled
        .replace("    chart:\n", "    # The measure is the board's wish.\n    chart:\n")
        .replace("measure: margin", "measure: roi"),
    );
    write("second.yml", pulled.replace("slug: first", "slug: second").replace("version: 1\n", ""));
    expect(await run("plan")).toBe(2);
    expect(said).toContain("    ~ widget daily: chart.measure: margin -> roi");
    expect(said.at(-1)).toBe("1 to make, 1 to change, 0 to delete, 0 as they are");
    expect((await getDashboard(admin, "first")).version).toBe(1);

    expect(await run("apply")).toBe(0);
    expect(said.slice(-2)).toEqual(["first: version 2", "second: version 1"]);
    expect((await getDashboard(admin, "first")).widgets[1]).toMatchObject({ chart: { measure: "roi" } });
    expect(await run("apply")).toBe(0);
    expect(said).toEqual(["0 to make, 0 to change, 0 to delete, 2 as they are"]);
    const [entry] = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, "code.apply"))
      .orderBy(desc(auditLog.timestamp));
    expect(entry).toMatchObject({
      userId: admin.userId,
      userAgent: "lookflex command line",
      metadata: { created: ["second"] },
    });

    expect(await run("pull", ["dashboards", "first"])).toBe(0);
    expect(said).toEqual(["first.yml: updated"]);
    expect(read("first.yml")).toContain("    # The measure is the board's wish.\n    chart:\n");
    expect(read("first.yml")).toContain("\nversion: 2\n");
  });

  it("refuse what was published otherwise, and overwrite it by force", async () => {
    await run("pull");
    const dashboard = await getDashboard(admin, "first");
    await updateDashboard(admin, "first", { format: "json", value: { ...dashboard, isPublic: false } });
    write("first.yml", read("first.yml").replace(/^name:\n(?: .*\n)+/m, "name: From files\n"));
    for (const command of ["plan", "apply"]) {
      expect(await run(command)).toBe(1);
      expect(said.join("\n")).toContain(
        `! published otherwise: version ${dashboard.version + 1} by ${admin.name}`,
      );
      expect(said).toContain("      ~ dashboard: isPublic: true -> false");
    }
    expect(said.at(-1)).toContain("--force");
    expect(await run("apply", [], { force: true })).toBe(0);
    expect(await getDashboard(admin, "first")).toMatchObject({ name: "From files", isPublic: true });
  });

  it("name faults by file and line, and publish nothing", async () => {
    await run("pull");
    write("broken.yml", "slug: broken\nname: [");
    write("first.yml", read("first.yml").replace("kind: bar", "kind: sphere"));
    expect(await run("apply")).toBe(1);
    expect(said.some((line) => /^✗ broken\.yml:2 {2}This is not valid YAML/.test(line))).toBe(true);
    expect(said.some((line) => /^✗ first\.yml:\d+ {2}widgets\.1\.chart\.kind: /.test(line))).toBe(true);
    await expect(run("plan", ["nowhere"])).rejects.toThrow(/there is no folder .*nowhere/);
  });

  it("name files whose dashboard is gone, and prune dashboards whose file is", async () => {
    await run("pull");
    write("stray.yml", "slug: stray\n");
    await run("pull");
    expect(said).toContain("stray.yml: its dashboard “stray” is gone");
    rmSync(path.join(cwd, "dashboards", "stray.yml"));
    rmSync(path.join(cwd, "dashboards", "second.yml"));
    expect(await run("plan")).toBe(0);
    expect(said[0]).toBe("In no file any more, will be deleted with --prune: second");
    expect(await run("plan", [], { prune: true })).toBe(2);
    expect(said[0]).toMatch(/^- second “.*” goes into the bin$/);
    expect(await run("apply", [], { prune: true })).toBe(0);
    expect(said).toContain("second: in the bin");
    expect(manifest()).toEqual(["first"]);
    await run("pull");
    expect(readdirSync(path.join(cwd, "dashboards"))).toEqual([".lookflex.json", "first.yml"]);
  });

  it("prune what was pulled, whoever drew it, and nothing that other folders hold", async () => {
    for (const slug of ["drawn-a", "drawn-b"])
      await createDashboard(admin, { format: "json", value: sampleInput({ slug }) });
    await run("pull", ["dashboards", "drawn-a", "drawn-b"]);
    expect(manifest()).toEqual(["drawn-a", "drawn-b"]);
    rmSync(path.join(cwd, "dashboards", "drawn-a.yml"));
    expect(await run("apply", [], { prune: true })).toBe(0);
    expect(said).toEqual([
      expect.stringMatching(/^- drawn-a “.*” goes into the bin$/),
      "0 to make, 0 to change, 1 to delete, 1 as they are",
      "drawn-a: in the bin",
    ]);
    expect(manifest()).toEqual(["drawn-b"]);
    await expect(getDashboard(admin, "drawn-a")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getDashboard(admin, "first")).slug).toBe("first");

    // A folder that was emptied, or not checked out, deletes nothing.
    rmSync(path.join(cwd, "dashboards", "drawn-b.yml"));
    await expect(run("apply", [], { prune: true })).rejects.toMatchObject({ code: "INPUT_001" });
    expect((await getDashboard(admin, "drawn-b")).version).toBe(1);
    write(".lookflex.json", "[");
    await expect(run("plan")).rejects.toThrow(".lookflex.json is not what lookflex writes");
    await db.delete(dashboards).where(eq(dashboards.slug, "drawn-b"));
  });

  it("keep a file's message and comments, without a version where only these changed", async () => {
    await run("pull");
    const { version } = await getDashboard(admin, "first");
    write("first.yml", `# Ask marketing first.\nmessage: Smaller\n${read("first.yml")}`);
    expect(await run("apply")).toBe(0);
    expect(said).toEqual(["0 to make, 0 to change, 0 to delete, 1 as they are"]);
    expect(await sourceOf("first")).toMatchObject({ version, source: read("first.yml") });
    write("first.yml", read("first.yml").replace("w: 1152, h: 92", "w: 600, h: 92"));
    expect(await run("apply")).toBe(0);
    expect(await sourceOf("first")).toMatchObject({ version: version + 1, source: read("first.yml") });
    const { id } = await getDashboard(admin, "first");
    const [published] = await db
      .select()
      .from(dashboardVersions)
      .where(eq(dashboardVersions.dashboardId, id))
      .orderBy(desc(dashboardVersions.version));
    expect(published).toMatchObject({ message: "Smaller", origin: "code" });
  });

  it("leave out a dashboard of which parts are broken: publishing the rest would lose them", async () => {
    const { id } = await createDashboard(admin, { format: "json", value: sampleInput({ slug: "hurt" }) });
    const { widgets, ...rest } = sampleSpec({ slug: "hurt" });
    const config = { ...rest, widgets: [{ id: "kpis", type: "gauge" }, ...widgets.slice(1)] };
    await db.update(dashboards).set({ config }).where(eq(dashboards.id, id));
    expect(await run("pull")).toBe(1);
    expect(said).toContain("hurt: left out, for parts of it are broken: widgets.0.type");
    expect(said).toContain("first.yml: created");
    expect(manifest()).not.toContain("hurt");
    await db.delete(dashboards).where(eq(dashboards.id, id));
  });

  it("act as a person, or say that there is none", async () => {
    expect(await run("pull", [], { as: editor.email.toUpperCase() })).toBe(0);
    write("first.yml", read("first.yml").replace(/^isPublic: true/m, "isPublic: false"));
    expect(await run("plan", [], { as: editor.email })).toBe(1);
    expect(said[0]).toMatch(/^✗ first\.yml:\d+ {2}slug: .*may not change it/);
    await expect(run("plan", [], { as: "nobody@lookflex.example" })).rejects.toThrow("nobody signs in as");
  });

  it("do the same over the API, as the token's owner, from a place below a path", async () => {
    const api = { url, token };
    expect(await run("pull", [], api)).toBe(0);
    expect(read("first.yml")).toContain(`$schema=${url}api/v1/schemas/dashboard.json`);
    expect(await run("plan", [], api)).toBe(0);
    expect(said).toEqual(["0 to make, 0 to change, 0 to delete, 1 as they are"]);
    write(
      "remote.yml",
      read("first.yml")
        .replace("slug: first", "slug: remote")
        .replace(/^version: .*\n/m, ""),
    );
    expect(await run("plan", [], api)).toBe(2);
    expect(await run("apply", [], api)).toBe(0);
    expect(await getDashboard(editor, "remote")).toMatchObject({ ownerId: editor.userId, version: 1 });

    await expect(run("plan", [], { url, token: "lf_wrong" })).rejects.toThrow(/sign in|token/i);
    await expect(run("plan", [], { url: `${url}elsewhere`, token })).rejects.toThrow(/no answer of LookFlex/);
    await expect(run("plan", [], { url: "http://127.0.0.1:1", token })).rejects.toThrow(/can't be reached/);
    await expect(run("plan", [], { url: "bi.example.com", token })).rejects.toThrow(/begins with https/);
    await expect(run("plan", [], { url })).rejects.toThrow(/needs a token/);
  });
});
