import { randomUUID } from "node:crypto";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SCOPES, type Scope } from "@/lib/access/roles";
import type { RouteHandler } from "@/lib/define-route";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { MATRIX, TOKEN_SCOPES } from "@/tests/role-matrix";

/** Every route, called by tokens whose owner may do everything: what they may is their scopes' matter alone. */

vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

const EMAIL = "everything@lookflex.example";
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const { db } = await import("@/db/client");
  const { insertUser } = await import("@/lib/users/insert-user");
  const { installPackDashboards } = await import("@/lib/packs/install-dashboards");
  await installPackDashboards(path.join(import.meta.dirname, "../packs"));
  await insertUser(db, {
    email: EMAIL,
    name: "All",
    role: "admin",
    duties: ["audit", "billing"],
    passwordHash: "x",
  });
});
afterAll(() => database.close());

const made = new Map<string, string>();
async function tokenWith(scopes: readonly Scope[]): Promise<string> {
  const { createTokenForUser } = await import("@/lib/tokens/create-token-for-user");
  const name = scopes.join(" ");
  const known = made.get(name);
  if (known) return known;
  const { token } = await createTokenForUser({
    email: EMAIL,
    name,
    scopes: [...scopes],
    rateLimitExempt: true,
  });
  made.set(name, token);
  return token;
}

/** Calls a route's own handler, as its folder and method name it. @returns the contract's code where it is one of `AUTH`, else "let in" */
async function call(name: string, scopes: readonly Scope[] | null): Promise<string> {
  const [method = "GET", pattern = ""] = name.split(" ");
  const { url = pattern, body } = MATRIX[name] ?? {};
  const file = path.join(import.meta.dirname, "../app", pattern, "route.ts");
  const handler = (await import(pathToFileURL(file).href))[method] as RouteHandler;
  const address = new URL(url, "http://localhost:3000");
  const values = address.pathname.split("/");
  const params = pattern.split("/").flatMap((part, index) => {
    const key = /^\[(\w+)\]$/.exec(part)?.[1];
    return key ? [[key, values[index] ?? ""]] : [];
  });
  const sent = JSON.stringify(body)?.replaceAll("{unique}", randomUUID().slice(0, 8));
  const key = scopes && (await tokenWith(scopes));
  const request = new Request(address, {
    method,
    headers: {
      host: address.host,
      "content-type": "application/json",
      ...(key ? { "x-api-key": key } : {}),
    },
    ...(sent === undefined ? {} : { body: sent }),
  });
  const answer = await handler(request, { params: Promise.resolve(Object.fromEntries(params)) });
  const text = await answer.text();
  if (answer.status !== 401 && answer.status !== 403) return "let in";
  return JSON.parse(text).error.code;
}

const REFUSED = "AUTH_004";

describe.each(Object.entries(TOKEN_SCOPES))("%s", (name, needed) => {
  it(`asks a token for ${needed.join(" and ") || "nothing"}`, async () => {
    expect(await call(name, null), "without a token").toBe(needed.length > 0 ? "AUTH_001" : "let in");
    for (const scope of SCOPES) {
      const enough = needed.every((each) => each === scope);
      expect(await call(name, [scope]), `with ${scope} alone`).toBe(enough ? "let in" : REFUSED);
      const others = SCOPES.filter((each) => each !== scope);
      const missing = needed.includes(scope);
      expect(await call(name, others), `with all but ${scope}`).toBe(missing ? REFUSED : "let in");
    }
    // What was let in may still not find the thing, or its version: the gate is what counts here.
    if (needed.length > 0) expect(await call(name, needed), "with just these").toBe("let in");
  });
});
