import { randomUUID } from "node:crypto";
import { account, demo, expect, test } from "./fixtures";

test("an admin invites somebody, who chooses a password and is in; the link works once", async ({
  loginAs,
  browser,
}) => {
  const email = `invited-${randomUUID().slice(0, 8)}@lookflex.example`;
  const admin = await loginAs("admin");
  await admin.goto(`${demo().url}/admin/users`);
  await expect(admin.getByRole("heading", { level: 1, name: "사용자" })).toBeVisible();
  await admin.getByRole("button", { name: "초대", exact: true }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "이메일" }).fill("not an address");
  await dialog.getByRole("button", { name: "링크 만들기" }).click();
  await expect(dialog.getByText("이메일 주소가 아닙니다.")).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "이메일" })).toHaveValue("not an address");
  await dialog.getByRole("textbox", { name: "이메일" }).fill(email);
  await dialog.getByRole("radio", { name: /편집자/ }).click();
  await dialog.getByRole("button", { name: "링크 만들기" }).click();
  const link = await dialog.getByRole("textbox", { name: "초대 링크" }).inputValue();
  expect(link).toMatch(new RegExp(`^${demo().url}/invite/[\\w-]{20,}$`));
  await dialog.getByRole("button", { name: "완료" }).click();
  await expect(admin.getByText(email)).toBeVisible();

  const stranger = await browser.newContext({ locale: "ko-KR" });
  const page = await stranger.newPage();
  await page.goto(link);
  await page.getByRole("textbox", { name: "이름" }).fill("새사람");
  await page.getByRole("textbox", { name: "비밀번호" }).fill("short");
  await page.getByRole("button", { name: "계정 만들기" }).click();
  await expect(page.getByText(/12자 이상이어야/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "이름" })).toHaveValue("새사람");
  await page.getByRole("textbox", { name: "비밀번호" }).fill("바람이 불어오는 곳 7");
  await page.getByRole("button", { name: "계정 만들기" }).click();
  await page.waitForURL(`${demo().url}/`);
  await expect(page.getByRole("heading", { level: 1, name: "홈" })).toBeVisible();
  // An editor, as invited: no admin pages.
  expect((await page.request.get(`${demo().url}/admin/users`, { maxRedirects: 0 })).status()).toBe(403);
  await stranger.close();

  const late = await browser.newPage({ locale: "ko-KR" });
  await late.goto(link);
  await expect(late.getByText("이미 사용한 초대입니다")).toBeVisible();
  await late.close();
});

test("a link that no longer works says why", async ({ api, page, sql }) => {
  const admin = await api("admin");
  const invite = async () => {
    const email = `late-${randomUUID().slice(0, 8)}@lookflex.example`;
    const made = await admin.post("/api/v1/invitations", { data: { email, role: "viewer" } });
    return (await made.json()).data as { id: string; url: string };
  };
  const [expired, revoked, good] = [await invite(), await invite(), await invite()];
  await sql`update invitations set expires_at = now() - interval '1 minute' where id = ${expired.id}`;
  expect((await admin.delete(`/api/v1/invitations/${revoked.id}`)).ok()).toBe(true);
  const links: [string, string][] = [
    [expired.url, "만료된 초대입니다"],
    [revoked.url, "취소된 초대입니다"],
    [`${good.url}x`, "올바르지 않은 링크입니다"],
  ];
  for (const [url, title] of links) {
    await page.goto(url);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveCount(0);
  }
  await page.goto(good.url);
  await expect(page.getByRole("textbox", { name: "비밀번호" })).toBeVisible();
});

test("signing in by the form goes where one wanted to go, and nowhere else", async ({ page }) => {
  const { email, password } = account("viewer");
  await page.goto(`${demo().url}/d/brand-performance?f.channel=naver`);
  await expect(page).toHaveURL(/\/login\?next=/);
  await page.getByRole("textbox", { name: "이메일" }).fill(email);
  await page.getByRole("textbox", { name: "비밀번호" }).fill("틀린 비밀번호입니다");
  await page.getByRole("button", { name: "로그인" }).click();
  await expect(page.getByText("이메일 또는 비밀번호가 맞지 않습니다.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "이메일" })).toHaveValue(email);
  await page.getByRole("textbox", { name: "비밀번호" }).fill(password);
  await page.getByRole("button", { name: "로그인" }).click();
  await page.waitForURL(`${demo().url}/d/brand-performance?f.channel=naver`);
});

for (const next of [
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "/%5Cevil.example",
  "/%2F%2Fevil.example",
])
  test(`?next=${next} stays at home`, async ({ page }) => {
    const { email, password } = account("viewer");
    await page.goto(`${demo().url}/login?next=${encodeURIComponent(next)}`);
    await page.getByRole("textbox", { name: "이메일" }).fill(email);
    await page.getByRole("textbox", { name: "비밀번호" }).fill(password);
    await page.getByRole("button", { name: "로그인" }).click();
    await page.waitForURL((url) => url.pathname !== "/login");
    expect(new URL(page.url()).origin).toBe(demo().url);
  });
