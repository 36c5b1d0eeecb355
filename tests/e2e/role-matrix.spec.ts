import { randomUUID } from "node:crypto";
import { CALLERS, type Caller, MATRIX, type MatrixEntry, type Outcome } from "../role-matrix";
import { type Account, demo, expect, signIn, test } from "./fixtures";

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

for (const caller of CALLERS) {
  const role = signedInAs(caller);

  test(`pages as ${caller}`, async ({ context }) => {
    if (role) await signIn(context, role);
    const seen: Record<string, unknown> = {};
    for (const [name, entry] of pages) {
      const answer = await context.request.get(target(name, entry), { maxRedirects: 0 });
      seen[name] = outcomeOf(answer.status(), answer.headers().location);
    }
    expect(seen).toEqual(Object.fromEntries(pages.map(([name, entry]) => [name, entry.outcomes[caller]])));
  });

  for (const by of role ? (["token", "session"] as const) : (["nothing"] as const)) {
    test(`routes as ${caller} by ${by}`, async ({ context, api }) => {
      if (role && by === "session") await signIn(context, role);
      const client = by === "token" ? await api(role) : context.request;
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
      expect(seen).toEqual(Object.fromEntries(routes.map(([name, entry]) => [name, entry.outcomes[caller]])));
    });
  }
}
