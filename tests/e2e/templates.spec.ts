import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";

test("an editor begins a dashboard from a dataset, and it has numbers at once", async ({ api, loginAs }) => {
  const page = await loginAs("editor");
  await page.goto(demo().url);
  await page.getByRole("button", { name: "새 대시보드" }).click();
  const dialog = page.getByRole("dialog", { name: "새 대시보드" });
  await expect(dialog.getByRole("radio", { name: "빈 대시보드" })).toBeChecked();
  await dialog.getByRole("button", { name: "만들기" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("이름을 입력하십시오.");

  await dialog.getByRole("radio", { name: "데이터셋에서" }).click();
  await expect(
    dialog.getByRole("radiogroup", { name: "데이터셋", exact: true }).getByRole("radio", { name: "매출" }),
  ).toBeChecked();
  await expect(dialog.getByLabel("이름", { exact: true })).toHaveValue("매출");
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("이름", { exact: true }).fill("Made of sales");
  await dialog.getByRole("button", { name: "만들기" }).click();
  await page.waitForURL(/\/d\/made-of-sales-[0-9a-f]{6}\/edit$/);
  const address = page.url().replace(/\/edit$/, "");
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: "Made of sales" })).toBeVisible();
  await expect(page.getByRole("treegrid").locator("tbody tr").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "판매금액 추이" }).locator("svg").first()).toBeVisible();
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  await (await api("editor")).delete(`/api/v1/dashboards/${address.split("/").at(-1)}`);
});

test("the command menu leads to a new dashboard, and a pack's may be begun with", async ({
  api,
  loginAs,
}) => {
  const page = await loginAs("editor");
  await page.goto(`${demo().url}/d/brand-performance`);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("dialog").getByRole("combobox").fill("새 대시보드");
  await page.getByRole("option", { name: "새 대시보드" }).click();
  const dialog = page.getByRole("dialog", { name: "새 대시보드" });
  await expect(dialog).toBeVisible();
  await expect(page).not.toHaveURL(/create/);
  await dialog.getByRole("radio", { name: "팩에서" }).click();
  await dialog.getByRole("radio", { name: "채널·캠페인 성과" }).click();
  await dialog.getByRole("button", { name: "만들기" }).click();
  await page.waitForURL(/\/edit$/);
  const slug = page.url().split("/").at(-2) ?? "";
  const made = (await (await (await api("editor")).get(`/api/v1/dashboards/${slug}`)).json()).data;
  expect(made).toMatchObject({ name: { ko: "채널·캠페인 성과" }, isPublic: false, version: 1 });
  await (await api("editor")).delete(`/api/v1/dashboards/${slug}`);
});

test("a dashboard is duplicated from its header and from the list; viewers are offered neither", async ({
  api,
  loginAs,
}) => {
  const editor = await api("editor");
  const page = await loginAs("editor");
  const made = async () => {
    await page.waitForURL(/\/edit$/);
    const slug = page.url().split("/").at(-2) ?? "";
    const { data } = await (await editor.get(`/api/v1/dashboards/${slug}`)).json();
    await editor.delete(`/api/v1/dashboards/${slug}`);
    return data;
  };
  await page.goto(`${demo().url}/d/brand-performance`);
  await page.getByRole("button", { name: "대시보드 작업" }).click();
  await page.getByRole("menuitem", { name: "복제…" }).click();
  const dialog = page.getByRole("dialog", { name: "‘브랜드 성과’ 복제" });
  await expect(dialog.getByLabel("이름")).toHaveValue("브랜드 성과 사본");
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "복제", exact: true }).click();
  expect(await made()).toMatchObject({ name: "브랜드 성과 사본", isPublic: false });

  await page.goto(demo().url);
  const all = page.getByRole("region", { name: "모든 대시보드" });
  await all.getByRole("button", { name: "상품 성과 메뉴" }).click();
  await page.getByRole("menuitem", { name: "복제…" }).click();
  await page.getByRole("dialog").getByLabel("이름").fill("내 상품");
  await page.keyboard.press("Enter");
  expect(await made()).toMatchObject({ name: "내 상품" });
});

test("viewers may neither begin nor duplicate", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/?create`);
  await expect(page.getByRole("link", { name: "상품 성과" }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /새 대시보드|성과 메뉴$/ })).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`${demo().url}/d/brand-performance`);
  await expect(page.getByRole("grid", { name: "브랜드별 손익" })).toBeVisible();
  await page.getByRole("button", { name: "대시보드 작업" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Excel로 내보내기"]);
});
