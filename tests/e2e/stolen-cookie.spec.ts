import type { APIRequestContext, Browser, BrowserContext, Page, Request } from "@playwright/test";
import { demo, expect, test } from "./fixtures";
import { newPerson, PASSWORD, type Person, signedIn } from "./people";

/** What a thief holds: the cookies of somebody's browser, and a change that browser once sent. */
interface Loot {
  context: BrowserContext;
  change: Request;
}

async function steal(browser: Browser, page: Page): Promise<Loot> {
  await page.goto(`${demo().url}/account`);
  const sent = page.waitForRequest((request) => request.headers()["next-action"] !== undefined);
  await page.getByRole("combobox", { name: "테마" }).click();
  await page.getByRole("option", { name: "어둡게" }).click();
  const change = await sent;
  await expect(page.getByText("저장했습니다", { exact: true })).toBeVisible();
  const context = await browser.newContext();
  await context.addCookies(await page.context().cookies(demo().url));
  return { context, change };
}

/** What the loot is worth at a page, the API, next-auth and as a change sent again. */
async function worth({ context, change }: Loot) {
  const get = (path: string) => context.request.get(demo().url + path, { maxRedirects: 0 });
  const { "next-action": action = "", "content-type": type = "" } = change.headers();
  const again = await context.request.post(change.url(), {
    headers: { "next-action": action, "content-type": type, accept: "text/x-component" },
    data: change.postDataBuffer() ?? "",
    maxRedirects: 0,
  });
  const text = await again.text();
  const page = await get("/account");
  return {
    page: page.status() === 200 ? "open" : new URL(page.headers().location ?? "", demo().url).pathname,
    api: (await get("/api/v1/dashboards")).status(),
    session: Object.keys(await (await get("/api/auth/session")).json()).length > 0,
    change: /"code":"AUTH_001"/.test(text) ? "refused" : /"theme":"dark"/.test(text) ? "done" : text,
  };
}

const SOMETHING = { page: "open", api: 200, session: true, change: "done" };
const NOTHING = { page: "/login", api: 401, session: false, change: "refused" };

/** Somebody's life: their page, other devices of theirs, and an admin who may end it. */
interface Scene {
  person: Person;
  page: Page;
  browser: Browser;
  admin: APIRequestContext;
}

async function elsewhere({ browser, person }: Scene, work: (other: Page) => Promise<void>): Promise<void> {
  const other = await signedIn(browser, person);
  await other.goto(`${demo().url}/account`);
  await work(other);
  await other.context().close();
}

const suspend = ({ admin, person }: Scene, suspended: boolean) =>
  admin.patch(`/api/v1/users/${person.id}`, { data: { suspended } });

const ENDS: Record<string, (scene: Scene) => Promise<unknown>> = {
  "signing out": async ({ page }) => {
    await page.goto(`${demo().url}/`);
    await page.getByRole("button", { name: /계정 메뉴$/ }).click();
    await page.getByRole("menuitem", { name: "로그아웃" }).click();
    await page.waitForURL(/\/login/);
  },
  "being signed out from another device": (scene) =>
    elsewhere(scene, async (other) => {
      await other.getByRole("button", { name: "다른 세션 모두 로그아웃" }).click();
      await other.getByRole("dialog").getByRole("button", { name: "다른 세션 모두 로그아웃" }).click();
      const rows = other.getByRole("region", { name: "세션 목록" }).getByRole("row");
      await expect(rows).toHaveCount(2);
    }),
  "a new password": (scene) =>
    elsewhere(scene, async (other) => {
      await other.getByRole("textbox", { name: "현재 비밀번호" }).fill(PASSWORD);
      await other.getByRole("textbox", { name: "새 비밀번호" }).fill("바람이 불어오는 곳 7");
      await other.getByRole("button", { name: "비밀번호 변경" }).click();
      await expect(other.getByText(/^비밀번호를 바꾸고/)).toBeVisible();
    }),
  "a suspension": (scene) => suspend(scene, true),
  "a suspension that was taken back": async (scene) => {
    await suspend(scene, true);
    await suspend(scene, false);
  },
  "deletion of the person": ({ admin, person }) => admin.delete(`/api/v1/users/${person.id}`),
};

for (const [name, end] of Object.entries(ENDS))
  test(`a stolen cookie is worth nothing after ${name}`, async ({ api, browser }) => {
    const admin = await api("admin");
    const person = await newPerson(admin);
    const page = await signedIn(browser, person);
    const loot = await steal(browser, page);
    expect(await worth(loot)).toEqual(SOMETHING);
    await end({ person, page, browser, admin });
    expect(await worth(loot)).toEqual(NOTHING);
    // Nor did that look bring it back to life.
    expect(await worth(loot)).toEqual(NOTHING);
    await loot.context.close();
    await page.context().close();
  });
