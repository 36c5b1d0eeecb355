import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

/** A dashboard of the demo's editor, like the demo's own, open to everybody. */
async function ownDashboard(editor: APIRequestContext, over: object = {}): Promise<string> {
  const { data } = await (await editor.get("/api/v1/dashboards/brand-performance")).json();
  const slug = `views-${randomUUID().slice(0, 8)}`;
  const answer = await editor.post("/api/v1/dashboards", {
    data: { ...data, slug, name: `뷰 ${slug}`, isPublic: true, ...over },
  });
  expect(answer.status()).toBe(201);
  made.push(slug);
  return slug;
}

/** Other tests count what is there. */
const made: string[] = [];
test.afterEach(async ({ api }) => {
  const editor = await api("editor");
  for (const slug of made.splice(0)) await editor.delete(`/api/v1/dashboards/${slug}`);
});

const switcher = (page: Page, view: string) => page.getByRole("button", { name: `뷰: ${view}`, exact: true });
const choose = async (page: Page, view: string, item: string | RegExp) => {
  await switcher(page, view).click();
  await page
    .getByRole("menuitem", { name: item })
    .or(page.getByRole("menuitemradio", { name: item }))
    .or(page.getByRole("menuitemcheckbox", { name: item }))
    .first()
    .click();
};
const saveAs = async (page: Page, from: string, name: string, shared = false) => {
  await choose(page, from, /새 이름으로 저장/);
  const dialog = page.getByRole("dialog", { name: "새 이름으로 저장" });
  await dialog.getByLabel("이름").fill(name);
  if (shared) await dialog.getByRole("switch").click();
  await dialog.getByRole("button", { name: "뷰 저장" }).click();
  await expect(dialog).toBeHidden();
  await expect(switcher(page, name)).toBeVisible();
};

test("a viewer saves, renames, duplicates, opens with, links and deletes views of their own", async ({
  api,
  browser,
}) => {
  const slug = await ownDashboard(await api("editor"));
  const page = await signedIn(browser, await newPerson(await api("admin")));
  const address = `${demo().url}/d/${slug}`;
  await page.goto(`${address}?t.brands.sort=roi`);
  await saveAs(page, "대시보드 기본값", "주간");

  // A name that is taken is told beside the field, and nothing is lost.
  await choose(page, "주간", /새 이름으로 저장/);
  const dialog = page.getByRole("dialog", { name: "새 이름으로 저장" });
  await dialog.getByLabel("이름").fill("주간");
  await dialog.getByRole("button", { name: "뷰 저장" }).click();
  await expect(dialog.getByRole("alert")).toContainText("이미");
  await page.keyboard.press("Escape");

  await choose(page, "주간", /이름·공유 변경/);
  const edit = page.getByRole("dialog", { name: "뷰 이름·공유 변경" });
  await expect(edit.getByLabel("이름")).toHaveValue("주간");
  // Sharing is editors'.
  await expect(edit.getByRole("switch")).toHaveCount(0);
  await edit.getByLabel("이름").fill("월요일");
  await edit.getByRole("button", { name: "저장" }).click();
  await expect(switcher(page, "월요일")).toBeVisible();

  await choose(page, "월요일", "복제");
  await expect(switcher(page, "월요일 사본")).toBeVisible();
  await page.keyboard.press("[");
  await expect(switcher(page, "월요일")).toBeVisible();
  await page.keyboard.press("]");
  await expect(switcher(page, "월요일 사본")).toBeVisible();

  const chosen = page.waitForResponse((answer) => answer.url().endsWith("/default-view"));
  await choose(page, "월요일 사본", "내 기본 뷰로 사용");
  await chosen;
  await page.goto(address);
  await expect(switcher(page, "월요일 사본")).toBeVisible();
  await switcher(page, "월요일 사본").click();
  await expect(page.getByRole("menuitemcheckbox", { name: "내 기본 뷰로 사용" })).toBeChecked();
  await expect(page.getByRole("menuitemcheckbox", { name: "모두의 기본 뷰로 사용" })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");

  // A link to a personal view shows the same to others, who can't open the view itself.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: demo().url });
  await choose(page, "월요일 사본", "지금 화면의 링크 복사");
  await expect(page.getByText("링크를 복사했습니다").first()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get("view")).toBe("default");
  expect(new URL(link).searchParams.get("t.brands.sort")).toBe("roi");

  await choose(page, "월요일 사본", "삭제");
  await expect(switcher(page, "대시보드 기본값")).toBeVisible();
  await page.getByRole("button", { name: "실행 취소" }).click();
  await expect(switcher(page, "월요일 사본")).toBeVisible();
  await page.goto(address);
  await expect(switcher(page, "월요일 사본")).toBeVisible();
  await page.context().close();
});

test("an editor shares a view and opens the dashboard with it for everybody; whoever saves over an older state is told", async ({
  api,
  browser,
  loginAs,
}) => {
  const client = await api("editor");
  const slug = await ownDashboard(client);
  const address = `${demo().url}/d/${slug}`;
  const page = await loginAs("editor");
  await page.goto(`${address}?t.brands.sort=roi`);
  await saveAs(page, "대시보드 기본값", "우리 뷰", true);
  await choose(page, "우리 뷰", "모두의 기본 뷰로 사용");
  await expect(page.getByText(/다른 뷰를 고르지 않은 모두에게/).first()).toBeVisible();

  const viewer = await signedIn(browser, await newPerson(await api("admin")));
  await viewer.goto(address);
  await expect(switcher(viewer, "우리 뷰")).toBeVisible();
  await switcher(viewer, "우리 뷰").click();
  for (const name of ["삭제", /이름·공유/])
    await expect(viewer.getByRole("menuitem", { name })).toHaveCount(0);
  await viewer.getByRole("menuitemradio", { name: "게시된 상태" }).click();
  await expect(switcher(viewer, "게시된 상태")).toBeVisible();

  // Meanwhile by a script: what the page would save is older.
  const { data: views } = await (await client.get(`/api/v1/dashboards/${slug}/views`)).json();
  await client.put(`/api/v1/views/${views[0].id}`, { data: { widgets: {} } });
  await page.goto(`${address}?view=${views[0].id}`);
  await client.put(`/api/v1/views/${views[0].id}`, { data: { widgets: {} } });
  await page
    .getByRole("grid")
    .or(page.getByRole("treegrid"))
    .first()
    .getByRole("button", { name: "ROI %", exact: true })
    .click();
  await page.getByRole("button", { name: "저장", exact: true }).click();
  await expect(page.getByText(/다른 사람이/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /저장하지 않은 변경/ })).toBeVisible();
  await page.goto(`${address}?view=${views[0].id}`);

  await choose(page, "우리 뷰", "삭제");
  const confirm = page.getByRole("dialog", { name: /모두에게서 뷰/ });
  await expect(confirm).toContainText("되돌릴 수 없습니다");
  await confirm.getByRole("button", { name: "삭제" }).click();
  await expect(switcher(page, "대시보드 기본값")).toBeVisible();
  await viewer.goto(`${address}?view=${views[0].id}`);
  await expect(switcher(viewer, "대시보드 기본값")).toBeVisible();
  await expect(viewer.getByRole("status").filter({ hasText: "뷰" }).first()).toBeVisible();
  await viewer.context().close();
});

test("an editor files a dashboard, and a viewer finds it by folder, tag and field", async ({
  api,
  browser,
  loginAs,
}) => {
  const slug = await ownDashboard(await api("editor"));
  const key = slug.slice(-8);
  const page = await loginAs("editor");
  await page.goto(demo().url);
  await page.getByRole("button", { name: "새 폴더" }).click();
  const making = page.getByRole("dialog", { name: "새 폴더" });
  await making.getByLabel("이름").fill(`서랍 ${key}`);
  await making.getByRole("button", { name: "새 폴더" }).click();
  await expect(making).toBeHidden();
  await expect(page.getByRole("link", { name: `서랍 ${key}` })).toBeVisible();

  await page.getByRole("button", { name: `뷰 ${slug} 메뉴` }).click();
  await page.getByRole("menuitem", { name: "폴더와 태그…" }).click();
  const place = page.getByRole("dialog", { name: /폴더와 태그/ });
  await place.getByLabel("폴더").click();
  await page.getByRole("option", { name: `서랍 ${key}` }).click();
  await place.getByLabel("태그").fill(`표 ${key}, 주간`);
  expect(await violations(page)).toEqual([]);
  await place.getByRole("button", { name: "저장" }).click();
  await expect(place).toBeHidden();

  const viewer = await signedIn(browser, await newPerson(await api("admin")));
  await viewer.goto(demo().url);
  const row = viewer.getByRole("main").getByRole("link", { name: `뷰 ${slug}` });
  await expect(row).toHaveCount(0);
  await viewer.getByRole("link", { name: `서랍 ${key}` }).click();
  await expect(row).toBeVisible();
  await expect(viewer.getByRole("button", { name: /새 폴더|폴더 변경|뷰 \S+ 메뉴$/ })).toHaveCount(0);
  expect(await violations(viewer)).toEqual([]);

  await viewer.goto(demo().url);
  await viewer
    .getByRole("textbox", { name: "대시보드 검색" })
    .or(viewer.getByRole("searchbox"))
    .first()
    .fill(`ㅅㄹ ${key} 정산금액`);
  await expect(row).toBeVisible();
  await viewer.goto(`${demo().url}/?tag=${encodeURIComponent(`표 ${key}`)}`);
  await expect(row).toBeVisible();
  await viewer.context().close();

  await page.getByRole("link", { name: `서랍 ${key}` }).click();
  await page.getByRole("button", { name: `서랍 ${key} 폴더 변경` }).click();
  await page.getByRole("menuitem", { name: "폴더 삭제" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "폴더 삭제" }).click();
  await expect(
    page
      .getByRole("main")
      .getByRole("link", { name: `뷰 ${slug}` })
      .first(),
  ).toBeVisible();
  await expect(page.getByRole("link", { name: `서랍 ${key}` })).toHaveCount(0);
});

test("kiosk shows the dashboard alone, by the address too, and Escape comes back", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/brand-performance?kiosk=1`);
  await expect(page.getByRole("heading", { level: 1, name: "브랜드 성과" })).toBeVisible();
  await expect(page.getByRole("button", { name: "전체 화면 끝내기" })).toBeVisible();
  await expect(page.getByRole("complementary").first()).toBeHidden();
  await expect(page.getByRole("region", { name: "필터" })).toHaveCount(0);
  await expect(page.getByRole("grid").or(page.getByRole("treegrid")).first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/kiosk/);
  await expect(page.getByRole("region", { name: "필터" })).toBeVisible();

  await page.getByRole("button", { name: "전체 화면" }).click();
  await expect(page).toHaveURL(/kiosk=1/);
  await page.getByRole("button", { name: "전체 화면 끝내기" }).click();
  await expect(page).not.toHaveURL(/kiosk/);
});

test("on paper a dashboard is light, says what it shows, and cuts no row", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${demo().url}/d/brand-performance?t.brands.size=50&f.channel=naver`);
  const table = page.getByRole("grid").or(page.getByRole("treegrid")).first();
  await expect(table).toBeVisible();
  const rows = await table.getByRole("rowheader").count();
  const dark = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--surface"),
  );
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const light = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--surface"),
  );
  expect(light).not.toBe(dark);
  await expect(page.getByRole("button", { name: "전체 화면" })).toBeHidden();
  const facts = page.locator("p", { hasText: /기준/ }).filter({ hasText: "기간:" });
  await expect(facts).toBeVisible();
  await expect(facts).toContainText("naver");
  // Every row lies within its widget, and no widget lies over another.
  const faults = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('[data-print="box"]')].map((box) =>
      box.getBoundingClientRect(),
    );
    const over = boxes.filter((a, i) =>
      boxes.some(
        (b, j) =>
          i < j &&
          a.left < b.right - 1 &&
          b.left < a.right - 1 &&
          a.top < b.bottom - 1 &&
          b.top < a.bottom - 1,
      ),
    ).length;
    const frame = document
      .querySelector('[data-print="table"]')
      ?.closest('[data-print="frame"]')
      ?.getBoundingClientRect();
    const cut = [...document.querySelectorAll('[data-print="table"] tbody tr')].filter((row) => {
      const at = row.getBoundingClientRect();
      return at.height === 0 || !frame || at.bottom > frame.bottom + 1 || at.right > frame.right + 1;
    }).length;
    return { over, cut };
  });
  expect(faults).toEqual({ over: 0, cut: 0 });
  expect(rows).toBeGreaterThan(5);
});
