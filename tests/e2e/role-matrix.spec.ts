import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { CALLERS, type Caller, MATRIX, type MatrixEntry, type Outcome } from "../role-matrix";
import { type Account, demo, expect, signIn, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

const unique = (value: unknown) =>
  JSON.parse(JSON.stringify(value).replaceAll("{unique}", randomUUID().slice(0, 8)));
const signedInAs = (caller: Caller): Account | null => (caller === "nobody" ? null : caller);

/** The outcome in the matrix's words. */
function outcomeOf(status: number, location: string | undefined): Outcome | number | string {
  if (status >= 200 && status < 300) return "open";
  if (status >= 300 && status < 400) {
    const { pathname } = new URL(location ?? "", demo().url);
    return pathname === "/login" ? "login" : pathname === "/" ? "home" : `redirect to ${pathname}`;
  }
  return status;
}

const pages = Object.entries(MATRIX).filter(([name]) => name.startsWith("page "));
const routes = Object.entries(MATRIX).filter(([name]) => !name.startsWith("page "));
const target = (name: string, entry: MatrixEntry) => `${demo().url}${entry.url ?? name.split(" ")[1]}`;
const expected = (entries: typeof pages, caller: Caller) =>
  Object.fromEntries(entries.map(([name, entry]) => [name, entry.outcomes[caller]]));

async function seenPages(client: APIRequestContext): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  for (const [name, entry] of pages) {
    const answer = await client.get(target(name, entry), { maxRedirects: 0 });
    seen[name] = outcomeOf(answer.status(), answer.headers().location);
  }
  return seen;
}

async function seenRoutes(client: APIRequestContext): Promise<Record<string, unknown>> {
  const seen: Record<string, unknown> = {};
  for (const [name, entry] of routes) {
    const [method = "GET"] = name.split(" ");
    const answer = await client.fetch(target(name, entry), {
      method,
      maxRedirects: 0,
      ...(entry.body === undefined ? {} : { data: unique(entry.body) }),
    });
    seen[name] = outcomeOf(answer.status(), answer.headers().location);
    if (answer.status() >= 400) {
      const body = await answer.json();
      expect(body, name).toMatchObject({
        status: false,
        error: { code: expect.any(String), message: expect.any(String) },
      });
    }
  }
  return seen;
}

for (const caller of CALLERS) {
  const role = signedInAs(caller);

  test(`pages as ${caller}`, async ({ context }) => {
    if (role) await signIn(context, role);
    expect(await seenPages(context.request)).toEqual(expected(pages, caller));
  });

  for (const by of role ? (["token", "session"] as const) : (["nothing"] as const)) {
    test(`routes as ${caller} by ${by}`, async ({ context, api }) => {
      if (role && by === "session") await signIn(context, role);
      const client = by === "token" ? await api(role) : context.request;
      expect(await seenRoutes(client)).toEqual(expected(routes, caller));
    });
  }
}

test("a token opens no page", async ({ api }) => {
  expect(await seenPages(await api("admin"))).toEqual(expected(pages, "nobody"));
});

test("somebody suspended is nobody: by session and by token, at every page and route", async ({
  api,
  browser,
  playwright,
}) => {
  const admin = await api("admin");
  const person = await newPerson(admin, "admin");
  const page = await signedIn(browser, person);
  const bySession = page.request;
  const made = await bySession.post(`${demo().url}/api/v1/tokens`, {
    data: { name: "all", scopes: ["read", "query", "export", "write", "admin"] },
  });
  const { token } = (await made.json()).data;
  const byToken = await playwright.request.newContext({ extraHTTPHeaders: { "x-api-key": token } });
  const usersSeenBy = async (client: APIRequestContext) =>
    (await client.get(`${demo().url}/api/v1/users`)).status();
  expect([await usersSeenBy(bySession), await usersSeenBy(byToken)]).toEqual([200, 200]);

  await admin.patch(`/api/v1/users/${person.id}`, { data: { suspended: true } });
  expect(await seenPages(bySession)).toEqual(expected(pages, "nobody"));
  expect(await seenRoutes(bySession)).toEqual(expected(routes, "nobody"));
  expect(await seenRoutes(byToken)).toEqual(expected(routes, "nobody"));
  await byToken.dispose();
  await page.context().close();
});
