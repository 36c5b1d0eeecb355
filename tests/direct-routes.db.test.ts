import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { BY_NEXT } from "@/app/api/v1/route-table";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { MATRIX, TOKEN_SCOPES } from "@/tests/role-matrix";

/** The API over Node's own server, where requests with a token never reach what stands behind: here, Next's stand-in. */

const EMAIL = "direct@lookflex.example";
let database: TestDatabase;
let server: Server;
let token: string;

beforeAll(async () => {
  database = await testDatabase();
  const { db } = await import("@/db/client");
  const { insertUser } = await import("@/lib/users/insert-user");
  const { createTokenForUser } = await import("@/lib/tokens/create-token-for-user");
  const { installPackDashboards } = await import("@/lib/packs/install-dashboards");
  await installPackDashboards(path.join(import.meta.dirname, "../packs"));
  const person = { email: EMAIL, name: "Direct", passwordHash: "x", locale: "en" } as const;
  await insertUser(db, { ...person, role: "admin", duties: ["audit", "billing"] });
  ({ token } = await createTokenForUser({ email: EMAIL, name: "all", rateLimitExempt: true }));

  const { wrapHttpServers } = await import("@/lib/request-context");
  const { answerDirectly } = await import("@/lib/http/direct-routes");
  const { ROUTE_TABLE } = await import("@/app/api/v1/route-table");
  wrapHttpServers();
  answerDirectly(ROUTE_TABLE);
  server = createServer((_, response) => response.writeHead(200, { "x-stand-in": "1" }).end());
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
});

interface Asked {
  headers?: Record<string, string>;
  body?: string | Buffer;
}

async function ask(method: string, address: string, { headers = {}, body }: Asked = {}) {
  const { port } = server.address() as AddressInfo;
  const own = { "x-api-key": token, "content-type": "application/json", ...headers };
  const sent = request({ host: "127.0.0.1", port, method, path: address, headers: own }).end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const zipped = response.headers["content-encoding"] === "gzip";
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    direct: !("x-stand-in" in response.headers),
    zipped,
    text: (zipped ? gunzipSync(bytes) : bytes).toString(),
  };
}

const codeOf = (text: string) => JSON.parse(text).error.code;

describe.each(
  Object.keys(TOKEN_SCOPES).filter((name) => {
    const address = name.split(" ")[1] ?? "";
    return address.startsWith("/api/v1/") && !BY_NEXT.includes(address);
  }),
)("%s", (name) => {
  const [method = "", pattern = ""] = name.split(" ");
  const { url = pattern, body } = MATRIX[name] ?? {};

  it("is answered directly, with the product's headers", async () => {
    const sent = JSON.stringify(body)?.replaceAll("{unique}", randomUUID().slice(0, 8));
    const answer = await ask(method, url, sent === undefined ? {} : { body: sent });
    expect(answer.direct).toBe(true);
    // What is asked for may not be there, nor the source: what counts is that the handler itself answered.
    expect([401, 403, 500]).not.toContain(answer.status);
    expect(answer.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-request-id": expect.stringMatching(/^[\w-]{36}$/),
      "cache-control": expect.stringMatching(/no-store|private/),
    });
  });

  it("refuses a stranger's token", async () => {
    const { direct, status, text } = await ask(method, url, { headers: { "x-api-key": "lf_stranger" } });
    expect([direct, status, codeOf(text)]).toEqual([true, 401, "AUTH_001"]);
  });
});

describe("what goes on to Next", () => {
  it.each([
    ["a cookie's request", "GET", "/api/v1/datasets", { "x-api-key": undefined, cookie: "a=b" }],
    ["a method the route lacks", "DELETE", "/api/v1/datasets", {}],
    ["HEAD", "HEAD", "/api/v1/datasets", {}],
    ["OPTIONS", "OPTIONS", "/api/v1/query", {}],
    ["an unknown address", "GET", "/api/v1/nothing", {}],
    ["a trailing slash", "GET", "/api/v1/datasets/", {}],
    ["an encoded parameter", "GET", "/api/v1/datasets/%73ales", {}],
    ["a way upwards", "GET", "/api/v1/datasets/..", {}],
    ["a page", "GET", "/audit", {}],
    ["what needs Next", "GET", "/api/v1/audit/export?format=csv", {}],
  ])("%s", async (_, method, address, headers) => {
    const own = Object.entries({ "x-api-key": token, ...headers }).filter(([, value]) => value !== undefined);
    const { port } = server.address() as AddressInfo;
    const sent = request({
      host: "127.0.0.1",
      port,
      method,
      path: address,
      headers: Object.fromEntries(own),
    });
    const [response] = (await once(sent.end(), "response")) as [IncomingMessage];
    response.resume();
    expect(response.headers["x-stand-in"]).toBe("1");
  });
});

describe("a direct answer", () => {
  const view = JSON.stringify({ name: "x" });
  const PATCH = ["PATCH", "/api/v1/settings"] as const;

  it.each([
    ["too much, as told", Buffer.alloc(1_100_000, "a"), {}, 413, "FILE_001"],
    ["broken JSON", "{", {}, 400, "INPUT_001"],
    ["no UTF-8", Buffer.from([0x22, 0xff, 0x22]), {}, 400, "INPUT_001"],
    ["another content type", view, { "content-type": "text/plain" }, 415, "FILE_002"],
    ["a foreign origin", view, { origin: "https://evil.example" }, 403, "AUTH_004"],
  ])("refuses %s", async (_, body, headers, status, code) => {
    const answer = await ask(...PATCH, { body, headers });
    expect([answer.direct, answer.status, codeOf(answer.text)]).toEqual([true, status, code]);
  });

  it("refuses too much that came without its length", async () => {
    const { port } = server.address() as AddressInfo;
    const headers = { "x-api-key": token, "content-type": "application/json" };
    const sent = request({ host: "127.0.0.1", port, method: "PATCH", path: "/api/v1/settings", headers });
    const answered = once(sent, "response") as Promise<[IncomingMessage]>;
    for (let i = 0; i < 12; i++) sent.write(Buffer.alloc(100_000, "a"));
    sent.end();
    const [response] = await answered;
    response.resume();
    expect(response.statusCode).toBe(413);
  });

  it("hands a body to those who read it by themselves", async () => {
    const yaml = "slug: direct-yaml\nname: Direct\nwidgets: []\nlayout: { width: 1152, widgets: {} }\n";
    const headers = { "content-type": "application/yaml", accept: "application/yaml" };
    const made = await ask("POST", "/api/v1/dashboards", { headers, body: yaml });
    expect([made.direct, made.status, made.headers["content-type"]]).toEqual([
      true,
      201,
      "application/yaml; charset=utf-8",
    ]);
    expect(made.text).toContain("slug: direct-yaml");
  });

  it("reads the query string, and compresses for who takes it", async () => {
    const filtered = await ask("GET", "/api/v1/audit?action=token.create&action=x");
    expect([filtered.direct, filtered.status]).toEqual([true, 400]);
    const whole = await ask("GET", "/api/v1/openapi.json", { headers: { "accept-encoding": "gzip" } });
    expect([whole.direct, whole.zipped, JSON.parse(whole.text).openapi]).toEqual([true, true, "3.1.0"]);
  });

  it("counts and refuses as the token's limit says", async () => {
    const { createTokenForUser } = await import("@/lib/tokens/create-token-for-user");
    const limited = await createTokenForUser({ email: EMAIL, name: "limited" });
    const headers = { "x-api-key": limited.token };
    const { headers: got } = await ask("GET", "/api/v1/datasets", { headers });
    expect(got).toMatchObject({ "ratelimit-limit": "100", "ratelimit-remaining": "99" });
  });

  it("says nothing to a reader who left in the middle, and logs no fault", async () => {
    const { log } = await import("@/lib/log");
    const [error, info] = [vi.spyOn(log, "error"), vi.spyOn(log, "info")];
    const { port } = server.address() as AddressInfo;
    const headers = { "x-api-key": token, "content-type": "application/json", "content-length": 100 };
    const sent = request({ host: "127.0.0.1", port, method: "PATCH", path: "/api/v1/settings", headers });
    sent.on("error", () => {});
    await new Promise((resolve) => sent.write("{", resolve));
    sent.destroy();
    await vi.waitFor(() =>
      expect(info).toHaveBeenCalledWith(
        expect.objectContaining({ method: "PATCH", aborted: true }),
        "request",
      ),
    );
    expect(error).not.toHaveBeenCalled();
    error.mockRestore();
    info.mockRestore();
  });

  it("is no longer given once the token is revoked", async () => {
    const { db } = await import("@/db/client");
    const { apiTokens } = await import("@/db/schema/api-tokens");
    const { eq } = await import("drizzle-orm");
    const { createTokenForUser } = await import("@/lib/tokens/create-token-for-user");
    const headers = { "x-api-key": (await createTokenForUser({ email: EMAIL, name: "gone" })).token };
    expect((await ask("GET", "/api/v1/datasets", { headers })).status).toBe(200);
    await db.update(apiTokens).set({ revokedAt: new Date() }).where(eq(apiTokens.name, "gone"));
    expect((await ask("GET", "/api/v1/datasets", { headers })).status).toBe(401);
  });
});
