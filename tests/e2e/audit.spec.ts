import { readFile } from "node:fs/promises";
import { account, demo, expect, test } from "./fixtures";

test("the holder of the duty finds a refusal, opens it, keeps the state in the address", async ({
  loginAs,
  api,
}) => {
  const viewer = await api("viewer");
  expect((await viewer.get("/api/v1/users")).status()).toBe(403);
  const page = await loginAs("auditor");
  await page.goto(`${demo().url}/`);
  await page.getByRole("link", { name: "감사 로그" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "감사 로그" })).toBeVisible();
  await page.getByRole("combobox", { name: /^심각도/ }).click();
  await page.getByRole("option", { name: "주의" }).click();
  await expect(page).toHaveURL(/severity=WARNING/);
  await page.getByRole("textbox", { name: /^사용자/ }).fill(account("viewer").email);
  await expect(page).toHaveURL(/user=/);
  await page.getByRole("textbox", { name: "전체 검색" }).fill("v1/users");
  await expect(page).toHaveURL(/search=/);
  const row = page.getByRole("row", { name: /access\.refused.*\/api\/v1\/users/ }).first();
  await expect(row).toContainText("보안");
  await expect(row).toContainText("403");
  await row.getByRole("button").click();
  await expect(page.getByText("AUTH_004").first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "전체 검색" })).toHaveValue("v1/users");
  await expect(row).toBeVisible();
});

test("a change shows what was before and after", async ({ loginAs, api }) => {
  const admin = await api("admin");
  const made = await admin.post("/api/v1/users", {
    data: {
      email: `audited-${Date.now()}@lookflex.example`,
      name: "감사 대상",
      role: "viewer",
      password: "correct horse battery 9",
    },
  });
  const { id } = (await made.json()).data;
  expect((await admin.patch(`/api/v1/users/${id}`, { data: { role: "editor" } })).ok()).toBe(true);
  const page = await loginAs("auditor");
  await page.goto(`${demo().url}/audit?action=user.update&search=${id}`);
  await page
    .getByRole("row", { name: /user\.update/ })
    .first()
    .getByRole("button")
    .click();
  await expect(page.getByRole("row", { name: "role viewer editor", exact: true })).toBeVisible();
});

test("what is filtered is exported, as CSV and JSON, and that is on record", async ({ loginAs, api }) => {
  const page = await loginAs("auditor");
  await page.goto(`${demo().url}/audit?category=AUTH`);
  await page.getByRole("button", { name: "내보내기" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /CSV/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^감사 로그 \d{4}-\d{2}-\d{2}\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  const lines = text.trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^\ufeffid,timestamp,severity,category/);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines.slice(1)) expect(line).toContain(",AUTH,");

  const auditor = await api("auditor");
  const answer = await auditor.get("/api/v1/audit/export?format=json&category=AUTH");
  expect(answer.headers()["content-disposition"]).toContain("filename*=UTF-8''");
  const rows = (await answer.json()) as { category: string }[];
  expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(["AUTH"]));
  const log = await (await auditor.get("/api/v1/audit?action=audit.export")).json();
  // Others may export meanwhile.
  for (const action of ["audit.export", "audit.exported"])
    expect(log.data.entries).toContainEqual(expect.objectContaining({ action, category: "SECURITY" }));
});

for (const role of ["viewer", "editor", "admin"] as const)
  test(`${role} without the duty gets a real 403 and no way there`, async ({ loginAs }) => {
    const page = await loginAs(role);
    await page.goto(`${demo().url}/`);
    await expect(page.getByRole("navigation").first()).toBeVisible();
    await expect(page.getByRole("link", { name: "감사 로그" })).toHaveCount(0);
    expect((await page.goto(`${demo().url}/audit`))?.status()).toBe(403);
  });
