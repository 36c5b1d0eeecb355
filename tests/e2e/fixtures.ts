import {
  type APIRequestContext,
  type BrowserContext,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import postgres from "postgres";
import { DemoFile } from "./product";

export { expect };

export type Account = "admin" | "editor" | "viewer" | "auditor";

/** The running product's `demo.json`. */
export const demo = (): DemoFile => DemoFile.parse(JSON.parse(process.env.E2E_DEMO ?? "{}"));

export function account(role: Account) {
  const found = demo().accounts.find((candidate) => candidate.role === role);
  if (!found) throw new Error(`demo.json has no ${role}`);
  return found;
}

/** Signs the context in as a browser would, without drawing the form. */
export async function signIn(context: BrowserContext, role: Account): Promise<void> {
  const { url } = demo();
  const { email, password } = account(role);
  const csrf = await (await context.request.get(`${url}/api/auth/csrf`)).json();
  const answer = await context.request.post(`${url}/api/auth/callback/credentials`, {
    form: { csrfToken: csrf.csrfToken, email, password, json: "true" },
  });
  expect(answer.ok()).toBe(true);
  expect((await context.cookies(url)).some((cookie) => cookie.name.includes("session-token"))).toBe(true);
}

/**
 * Waits until the browser's script has taken the page's tables over, if it has any: before, keys pressed in them go nowhere.
 * A cell that Tab comes to is the script's doing.
 */
const takenOver = (page: Page) =>
  page.waitForFunction(() =>
    [...document.querySelectorAll("[role=grid], [role=treegrid]")].every(
      (grid) => !grid.querySelector("[data-cell]") || grid.querySelector('[data-cell][tabindex="0"]'),
    ),
  );

/** Lets every step to an address, or of a reload, end only when its tables listen. */
function waitForTables(page: Page): void {
  const { goto, reload } = page;
  page.goto = async (...args) => {
    const answer = await goto.apply(page, args);
    await takenOver(page);
    return answer;
  };
  page.reload = async (...args) => {
    const answer = await reload.apply(page, args);
    await takenOver(page);
    return answer;
  };
}

interface Fixtures {
  /** Signs this test's browser in as one of the demo's people. */
  loginAs(role: Account): Promise<Page>;
  /** The API with a role's token; `null` is nobody. */
  api(role: Account | null): Promise<APIRequestContext>;
  /** The database as the serving role sees it, for hand-written SQL. */
  sql: postgres.Sql;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  baseURL: async ({}, use) => use(demo().url),
  loginAs: async ({ page, context }, use) => {
    waitForTables(page);
    await use(async (role) => {
      await signIn(context, role);
      return page;
    });
  },
  api: async ({ playwright }, use) => {
    const open: APIRequestContext[] = [];
    await use(async (role) => {
      const headers = role ? { authorization: `Bearer ${account(role).token}` } : undefined;
      const context = await playwright.request.newContext({
        baseURL: demo().url,
        ...(headers ? { extraHTTPHeaders: headers } : {}),
        maxRedirects: 0,
      });
      open.push(context);
      return context;
    });
    await Promise.all(open.map((context) => context.dispose()));
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  sql: async ({}, use) => {
    const sql = postgres(demo().databaseUrl, { max: 1, onnotice: () => {} });
    await use(sql);
    await sql.end();
  },
});
