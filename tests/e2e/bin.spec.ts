import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

const key = () => randomUUID().slice(0, 8);

/** A dashboard with a note, published by whoever asks. */
async function newDashboard(owner: APIRequestContext, name: string): Promise<string> {
  const slug = `binned-${key()}`;
  const made = await owner.post(`${demo().url}/api/v1/dashboards`, {
    data: {
      slug,
      name,
      widgets: [{ id: "note", type: "text", text: "안의 내용" }],
      layout: { width: 1152, widgets: { note: { x: 0, y: 0, w: 400, h: 120 } } },
    },
  });
  expect(made.status()).toBe(201);
  return slug;
}

const statusOf = async (page: Page, slug: string) =>
  (await page.request.get(`${demo().url}/d/${slug}`, { maxRedirects: 0 })).status();

test("a dashboard deleted from its page comes back by the toast's button", async ({ api, browser }) => {
  const page = await signedIn(browser, await newPerson(await api("admin"), "editor"));
  const slug = await newDashboard(page.request, "곧 돌아올 대시보드");
  await page.goto(`${demo().url}/d/${slug}`);
  // By the keyboard alone.
  await page.getByRole("button", { name: "대시보드 작업" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "버전" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "복제…" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "Excel로 내보내기" })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitem", { name: "삭제" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(
    page.getByText("‘곧 돌아올 대시보드’ 대시보드를 휴지통으로 옮겼습니다", { exact: true }),
  ).toBeVisible();
  await expect(page).toHaveURL(`${demo().url}/`);
  expect(await statusOf(page, slug)).toBe(404);
  await page.getByRole("button", { name: "실행 취소" }).click();
  await expect(page).toHaveURL(`${demo().url}/d/${slug}`);
  await expect(page.getByText("안의 내용")).toBeVisible();
});

test("the bin restores under another address where its own is taken, and deletes for good", async ({
  api,
  browser,
}) => {
  const page = await signedIn(browser, await newPerson(await api("admin"), "editor"));
  await page.goto(demo().url);
  await page.getByRole("link", { name: "휴지통" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "휴지통" })).toBeVisible();
  await expect(page.getByText("휴지통이 비어 있습니다")).toBeVisible();

  const first = await newDashboard(page.request, "처음 것");
  expect((await page.request.delete(`${demo().url}/api/v1/dashboards/${first}`)).ok()).toBe(true);
  const taken = await page.request.post(`${demo().url}/api/v1/dashboards`, {
    data: { slug: first, name: "나중 것", widgets: [], layout: { width: 1152, widgets: {} } },
  });
  expect(taken.status()).toBe(201);
  await page.reload();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "‘처음 것’ 복원" }).click();
  const dialog = page.getByRole("dialog", { name: "‘처음 것’ 복원" });
  await dialog.getByRole("textbox", { name: "주소" }).fill(first);
  await dialog.getByRole("button", { name: "복원" }).click();
  await expect(dialog.getByRole("alert")).toContainText("이미 있습니다");
  await dialog.getByRole("textbox", { name: "주소" }).fill(`${first}-2`);
  await dialog.getByRole("button", { name: "복원" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("휴지통이 비어 있습니다")).toBeVisible();
  expect(await statusOf(page, `${first}-2`)).toBe(200);
  expect(await statusOf(page, first)).toBe(200);

  expect((await page.request.delete(`${demo().url}/api/v1/dashboards/${first}`)).ok()).toBe(true);
  await page.reload();
  await page.getByRole("button", { name: "‘나중 것’ 완전 삭제" }).click();
  const asking = page.getByRole("dialog", { name: /완전히 삭제하시겠습니까/ });
  await expect(asking.getByText("버전, 뷰, 공유, 초안도 함께 삭제되며 되돌릴 수 없습니다.")).toBeVisible();
  await asking.getByRole("button", { name: "완전 삭제" }).click();
  await expect(page.getByText("휴지통이 비어 있습니다")).toBeVisible();
  expect((await (await page.request.get(`${demo().url}/api/v1/bin`)).json()).data).toEqual([]);
});

test("an editor sees their own, an admin everybody's with whose it was and who deleted it", async ({
  api,
  browser,
  loginAs,
}) => {
  const adminApi = await api("admin");
  const owner = await newPerson(adminApi, "editor");
  const [ownerPage, otherPage] = [
    await signedIn(browser, owner),
    await signedIn(browser, await newPerson(adminApi, "editor")),
  ];
  const name = `남의 것 ${key()}`;
  const slug = await newDashboard(ownerPage.request, name);
  expect((await adminApi.delete(`/api/v1/dashboards/${slug}`)).ok()).toBe(true);
  for (const page of [ownerPage, otherPage]) await page.goto(`${demo().url}/bin`);
  await expect(ownerPage.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  await expect(ownerPage.getByRole("columnheader", { name: "소유자" })).toHaveCount(0);
  await expect(otherPage.getByText("휴지통이 비어 있습니다")).toBeVisible();
  const admin = await loginAs("admin");
  await admin.goto(`${demo().url}/bin`);
  await expect(admin.getByRole("row", { name: new RegExp(name) })).toContainText(owner.name);
});
