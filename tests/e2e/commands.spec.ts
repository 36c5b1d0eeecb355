import { demo, expect, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

test("search opens by keys, finds by first consonants, goes there, and gives the focus back", async ({
  api,
  browser,
}) => {
  // Somebody's own recent dashboards: the demo's viewer opens others in other tests.
  const page = await signedIn(browser, await newPerson(await api("admin")));
  await page.goto(`${demo().url}/`);
  const button = page.getByRole("button", { name: /검색·이동/ });
  await button.focus();
  await page.keyboard.press("ControlOrMeta+k");
  const dialog = page.getByRole("dialog", { name: "검색과 명령" });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press("ControlOrMeta+k");
  await dialog.getByRole("combobox").fill("ㅂㄹㄷ");
  // Others show the field of that name, and come after.
  await expect(dialog.getByRole("option").first()).toContainText("브랜드 성과");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/d\/brand-performance/);
  await expect(page.getByRole("heading", { level: 1, name: "브랜드 성과" })).toBeVisible();

  // What was opened comes first now, here and at home. It is kept once the whole page is out.
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+k");
    const recent = dialog.getByRole("group", { name: "최근 본 대시보드" }).getByRole("option");
    await expect(dialog.getByRole("status")).toHaveText(/결과/);
    const [first] = await recent.allTextContents();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    expect(first).toContain("브랜드 성과");
  }).toPass();
  await page.goto(`${demo().url}/`);
  await expect(
    page.getByRole("region", { name: "최근 본 대시보드" }).getByRole("link", { name: "브랜드 성과" }),
  ).toBeVisible();
  await page.context().close();
});

test("it offers what one may do, and nothing more", async ({ loginAs }) => {
  const viewer = await loginAs("viewer");
  await viewer.goto(`${demo().url}/`);
  await viewer.keyboard.press("ControlOrMeta+k");
  const dialog = viewer.getByRole("dialog", { name: "검색과 명령" });
  await expect(dialog.getByRole("status")).toHaveText(/결과/);
  for (const name of ["사용자", "사용자 초대", "감사 로그"])
    await expect(dialog.getByRole("option", { name, exact: true })).toHaveCount(0);
  await dialog.getByRole("combobox").fill("lookflex.example");
  await expect(dialog.getByRole("option")).toHaveCount(0);

  await viewer.keyboard.press("Escape");
  const admin = await loginAs("admin");
  await admin.goto(`${demo().url}/`);
  await admin.keyboard.press("ControlOrMeta+k");
  await dialog.getByRole("combobox").fill("지민");
  await dialog.getByRole("option", { name: /박지민/ }).click();
  await expect(admin).toHaveURL(/\/admin\/users\/[0-9a-f-]{36}$/);
  await admin.keyboard.press("ControlOrMeta+k");
  await dialog.getByRole("combobox").fill("초대");
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("dialog", { name: "사용자 초대" })).toBeVisible();
});

test("theme and language change from the menu", async ({ api, browser }) => {
  const page = await signedIn(browser, await newPerson(await api("admin")));
  await page.goto(`${demo().url}/`);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("어둡게");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("English");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Home" })).toBeVisible();
  await page.context().close();
});

test("single keys go home, to the filters and to the help, but never while typing", async ({ loginAs }) => {
  const page = await loginAs("viewer");
  await page.goto(`${demo().url}/d/brand-performance`);
  await expect(page.getByRole("heading", { level: 1, name: "브랜드 성과" })).toBeVisible();
  await page.keyboard.press("Shift+?");
  await expect(page.getByRole("dialog", { name: "키보드 단축키" })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/d\/brand-performance/);
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: /^기간/ })).toBeFocused();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page.getByRole("heading", { level: 1, name: "홈" })).toBeVisible();
  await page.keyboard.press("f");
  const search = page.getByRole("textbox", { name: "대시보드 검색" });
  await expect(search).toBeFocused();
  await page.keyboard.type("f?gh");
  await expect(search).toHaveValue("f?gh");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
