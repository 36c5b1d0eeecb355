import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { demo, expect, test } from "./fixtures";
import { newPerson, PASSWORD, type Person, signedIn } from "./people";

const isIn = async (page: Page) =>
  (await page.request.get(`${demo().url}/api/v1/dashboards`)).status() === 200;

test("choices are applied at once, and on another device at its next sign-in", async ({ api, browser }) => {
  const person = await newPerson(await api("admin"));
  const page = await signedIn(browser, person);
  await page.goto(`${demo().url}/`);
  await page.getByRole("button", { name: /계정 메뉴$/ }).click();
  await page.getByRole("menuitem", { name: "내 계정" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "내 계정" })).toBeVisible();

  await page.getByRole("combobox", { name: "테마" }).click();
  await page.getByRole("option", { name: "어둡게" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByText("저장했습니다", { exact: true })).toBeVisible();

  // By keyboard, in the reader's own words.
  await page.getByRole("button", { name: "시간대" }).press("Enter");
  await page.getByPlaceholder("도시, 나라, 시차").fill("new_york");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "시간대" })).toHaveText("America/New_York");

  await page.getByRole("combobox", { name: "언어" }).click();
  await page.getByRole("option", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Time zone" })).toHaveText("America/New_York");

  const other = await signedIn(browser, person);
  await other.goto(`${demo().url}/account`);
  await expect(other.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
  await expect(other.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.context().close();
  await other.context().close();
});

test("a new password asks for the old one and ends the other sessions", async ({ api, browser }) => {
  const person = await newPerson(await api("admin"));
  const [page, other] = [await signedIn(browser, person), await signedIn(browser, person)];
  const next = "바람이 불어오는 곳 7";
  await page.goto(`${demo().url}/account`);
  await page.getByRole("textbox", { name: "현재 비밀번호" }).fill("틀린 비밀번호");
  await page.getByRole("textbox", { name: "새 비밀번호" }).fill(next);
  await page.getByRole("button", { name: "비밀번호 변경" }).click();
  await expect(page.getByText("현재 비밀번호가 아닙니다.")).toBeVisible();
  expect(await isIn(other)).toBe(true);
  await page.getByRole("textbox", { name: "현재 비밀번호" }).fill(PASSWORD);
  await page.getByRole("button", { name: "비밀번호 변경" }).click();
  // Exactly: the announcement for screen readers says it after a word of its own.
  await expect(page.getByText("비밀번호를 바꾸고 다른 세션 1개를 끝냈습니다", { exact: true })).toBeVisible();
  expect(await isIn(page)).toBe(true);
  expect(await isIn(other)).toBe(false);
  const [before, after] = [await signedIn(browser, person), await signedIn(browser, person, next)];
  expect(await isIn(before)).toBe(false);
  expect(await isIn(after)).toBe(true);
  for (const each of [page, other, before, after]) await each.context().close();
});

test("sessions are listed and signed out, one and all others", async ({ api, browser }) => {
  const person = await newPerson(await api("admin"));
  const page = await signedIn(browser, person);
  const second = await signedIn(browser, person);
  const third = await signedIn(browser, person);
  await page.goto(`${demo().url}/account`);
  const rows = page.getByRole("region", { name: "세션 목록" }).getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText("현재 세션");
  await expect(rows.nth(1)).toContainText("Chrome");
  // The last seen comes first.
  await rows
    .nth(2)
    .getByRole("button", { name: /로그아웃/ })
    .click();
  await expect(rows).toHaveCount(3);
  expect(await isIn(third)).toBe(false);
  expect(await isIn(second)).toBe(true);
  await page.getByRole("button", { name: "다른 세션 모두 로그아웃" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "다른 세션 모두 로그아웃" }).click();
  await expect(rows).toHaveCount(2);
  expect(await isIn(second)).toBe(false);
  expect(await isIn(page)).toBe(true);
  for (const each of [page, second, third]) await each.context().close();
});

test("a token is made, shown once, rotated with overlap and revoked by an admin", async ({
  api,
  browser,
  loginAs,
  playwright,
}) => {
  const person = await newPerson(await api("admin"));
  const page = await signedIn(browser, person);
  const status = async (token: string) => {
    const context = await playwright.request.newContext({ extraHTTPHeaders: { "x-api-key": token } });
    const answer = await context.get(`${demo().url}/api/v1/dashboards`);
    await context.dispose();
    return answer.status();
  };
  await page.goto(`${demo().url}/account`);
  await page.getByRole("button", { name: "새 토큰" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("checkbox", { name: "사용자와 설정 관리" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "토큰 만들기" }).click();
  await expect(dialog.getByText("이름을 입력하십시오.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "이름" }).fill("야간 작업");
  await dialog.getByRole("button", { name: "토큰 만들기" }).click();
  const first = await dialog.getByRole("textbox", { name: "토큰" }).inputValue();
  expect(first).toMatch(/^lf_[\w-]{43}$/);
  expect(await status(first)).toBe(200);
  await dialog.getByRole("button", { name: "완료" }).click();
  await page.reload();
  expect(await page.content()).not.toContain(first);

  await page.getByRole("button", { name: "야간 작업 작업" }).click();
  await page.getByRole("menuitem", { name: "교체" }).click();
  await dialog.getByRole("button", { name: "교체" }).click();
  const second = await dialog.getByRole("textbox", { name: "토큰" }).inputValue();
  expect(await Promise.all([status(first), status(second)])).toEqual([200, 200]);
  await page.context().close();

  const admin = await loginAs("admin");
  await admin.goto(`${demo().url}/admin/users/${person.id}`);
  const tokens = admin.getByRole("region", { name: "토큰 목록" });
  await expect(tokens.getByRole("row")).toHaveCount(3);
  // The newest comes first.
  await tokens.getByRole("row").nth(1).getByRole("button").click();
  await admin.getByRole("menuitem", { name: "폐기" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "폐기" }).click();
  await expect(tokens.getByRole("row")).toHaveCount(2);
  expect(await status(second)).toBe(401);
  expect(await status(first)).toBe(200);
});

test("one's data comes as a file without secrets", async ({ api, browser }) => {
  const person = await newPerson(await api("admin"));
  const page = await signedIn(browser, person);
  await page.goto(`${demo().url}/account`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "JSON 다운로드" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^lookflex-my-data-\d{4}-\d\d-\d\d\.json$/);
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(await file.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({ profile: { email: person.email }, sessions: [{}] });
  expect(text).not.toMatch(/argon2|"hash"|passwordHash/);
  await page.context().close();
});

test("an admin's change bites on the next request; whoever leaves hands dashboards over", async ({
  api,
  browser,
  loginAs,
}) => {
  const adminApi = await api("admin");
  const [leaver, heir] = [await newPerson(adminApi, "editor"), await newPerson(adminApi, "editor")];
  const page = await signedIn(browser, leaver);
  const slug = `left-${randomUUID().slice(0, 8)}`;
  const made = await page.request.post(`${demo().url}/api/v1/dashboards`, {
    data: { slug, name: "Left", widgets: [], layout: { width: 1152, widgets: {} } },
  });
  expect(made.status()).toBe(201);

  const admin = await loginAs("admin");
  await admin.goto(`${demo().url}/admin/users`);
  await admin.getByRole("link", { name: leaver.name }).click();
  await admin.getByRole("radio", { name: /뷰어/ }).click();
  await admin.getByRole("button", { name: "저장" }).first().click();
  await expect(admin.getByText("저장했습니다", { exact: true })).toBeVisible();
  const again = await page.request.post(`${demo().url}/api/v1/dashboards`, {
    data: { slug: `${slug}-2`, name: "Again", widgets: [], layout: { width: 1152, widgets: {} } },
  });
  expect(again.status()).toBe(403);

  await admin.getByRole("button", { name: "속성 추가" }).click();
  await admin.getByRole("textbox", { name: "속성 이름" }).fill("brand");
  await admin.getByRole("textbox", { name: "값, 한 줄에 하나씩" }).fill("닥터트루\n르솔");
  await admin.getByRole("button", { name: "저장" }).nth(1).click();
  await expect
    .poll(async () =>
      (await (await adminApi.get("/api/v1/users")).json()).data.find(({ id }: Person) => id === leaver.id),
    )
    .toMatchObject({ attributes: { brand: ["닥터트루", "르솔"] } });

  await admin.getByRole("button", { name: "정지" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "정지" }).click();
  await expect(admin.getByRole("button", { name: "다시 활성화" })).toBeVisible();
  expect(await isIn(page)).toBe(false);

  await admin.getByRole("button", { name: "삭제" }).click();
  await admin.getByRole("dialog").getByRole("combobox", { name: "넘겨받을 사람" }).click();
  await admin.getByRole("option", { name: new RegExp(heir.email) }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "삭제" }).click();
  await admin.waitForURL(`${demo().url}/admin/users`);
  await expect(admin.getByText(leaver.email)).toHaveCount(0);
  const heirPage = await signedIn(browser, heir);
  const owned = await heirPage.request.get(`${demo().url}/api/v1/dashboards/${slug}`);
  expect(owned.status()).toBe(200);
  await heirPage.context().close();
  await page.context().close();
});
