import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

const at = (slug: string) => `${demo().url}/api/v1/dashboards/${slug}`;

/** Three versions: two notes; one moved and the other changed, with a message; one of them gone. */
async function threeVersions(page: Page): Promise<string> {
  const slug = `versioned-${randomUUID().slice(0, 8)}`;
  const notes = (first: string) => [
    { id: "first", type: "text", title: "첫 메모", text: first },
    { id: "second", type: "text", title: "둘째 메모", text: "둘" },
  ];
  const box = { x: 0, y: 0, w: 400, h: 120 };
  const base = {
    slug,
    name: "세 버전",
    widgets: notes("하나"),
    layout: { width: 1152, widgets: { first: box, second: { ...box, x: 500 } } },
  };
  const made = await page.request.post(`${demo().url}/api/v1/dashboards`, { data: base });
  expect(made.status()).toBe(201);
  const layout = { width: 1152, widgets: { first: box, second: { ...box, y: 300 } } };
  for (const data of [
    { ...base, widgets: notes("하나 고침"), layout, version: 1, message: "메모를 고쳤습니다" },
    {
      ...base,
      widgets: notes("하나 고침").slice(1),
      layout: { width: 1152, widgets: { second: layout.widgets.second } },
      version: 2,
    },
  ])
    expect((await page.request.put(at(slug), { data })).status()).toBe(200);
  return slug;
}

test("versions say who, when and why, show what they changed, and come back", async ({ api, browser }) => {
  const person = await newPerson(await api("admin"), "editor");
  const page = await signedIn(browser, person);
  const slug = await threeVersions(page);
  await page.goto(`${demo().url}/d/${slug}`);
  await expect(page.getByText("하나 고침")).toHaveCount(0);
  await page.getByRole("button", { name: "대시보드 작업" }).click();
  await page.getByRole("menuitem", { name: "버전" }).click();
  const sheet = page.getByRole("dialog", { name: "버전" });
  const entries = sheet.getByRole("list", { name: "버전" }).getByRole("button");
  await expect(entries).toHaveCount(3);
  await expect(entries.nth(0)).toContainText("현재");
  await expect(entries.nth(1)).toContainText("메모를 고쳤습니다");
  await expect(entries.nth(1)).toContainText(person.name);
  await expect(entries.nth(1)).toContainText("위젯 2개");

  await entries.nth(1).click();
  const open = sheet.getByRole("region", { name: "버전 2" });
  // If restored: the first note comes back.
  await expect(open.getByText("차이 1건")).toBeVisible();
  await expect(open.getByRole("img", { name: "버전 2: 첫 메모: 추가" })).toBeVisible();
  await open.getByRole("radio", { name: "이 버전에서 바뀐 것" }).click();
  await expect(open.getByText("차이 2건")).toBeVisible();
  await expect(open.getByRole("img", { name: "버전 2: 첫 메모: 변경; 둘째 메모: 이동" })).toBeVisible();
  const changes = open.getByRole("list", { name: "차이" });
  await expect(changes).toContainText("텍스트: 하나 다음으로 바뀜: 하나 고침");
  await expect(changes).toContainText("위치: 500, 0 · 400 × 120 다음으로 바뀜: 0, 300 · 400 × 120");
  expect(await violations(page)).toEqual([]);

  await open.getByRole("button", { name: "복원" }).click();
  await expect(page.getByText("버전 2을(를) 버전 4(으)로 다시 게시했습니다", { exact: true })).toBeVisible();
  await expect(entries).toHaveCount(4);
  await expect(entries.nth(0)).toBeFocused();
  await sheet.getByRole("button", { name: "닫기" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText("하나 고침")).toBeVisible();
});

test("a version restored over what somebody published meanwhile is refused, and nothing is lost", async ({
  api,
  browser,
}) => {
  const page = await signedIn(browser, await newPerson(await api("admin"), "editor"));
  const slug = await threeVersions(page);
  await page.goto(`${demo().url}/d/${slug}`);
  await page.getByRole("button", { name: "대시보드 작업" }).click();
  await page.getByRole("menuitem", { name: "버전" }).click();
  const sheet = page.getByRole("dialog", { name: "버전" });
  await sheet.getByRole("button", { name: /^버전 1/ }).click();
  await expect(sheet.getByRole("img").first()).toBeVisible();
  const read = (await (await page.request.get(at(slug))).json()).data;
  expect((await page.request.put(at(slug), { data: { ...read, name: "더 빠른 사람" } })).status()).toBe(200);
  await sheet.getByRole("button", { name: "복원" }).click();
  await expect(
    page.getByText("그사이 다른 사람이 변경했습니다. 다시 불러온 뒤 변경해 주십시오.", { exact: true }),
  ).toBeVisible();
  expect((await (await page.request.get(at(slug))).json()).data).toMatchObject({
    name: "더 빠른 사람",
    version: 4,
  });
});

test("who only looks at a dashboard finds no versions", async ({ loginAs, api }) => {
  const viewer = await loginAs("viewer");
  await viewer.goto(`${demo().url}/d/brand-performance`);
  await expect(viewer.getByRole("heading", { level: 1 })).toBeVisible();
  await viewer.getByRole("button", { name: "대시보드 작업" }).click();
  await expect(viewer.getByRole("menuitem")).toHaveText(["Excel로 내보내기"]);
  const asked = await (await api("viewer")).get("/api/v1/dashboards/brand-performance/versions");
  expect(asked.status()).toBe(403);
});
