import { deflateSync } from "node:zlib";
import type { APIRequestContext, Page } from "@playwright/test";
import { accentTokens, parseAccent } from "@/lib/settings/accent";
import { demo, expect, test } from "./fixtures";
import { freePort, newDataDir, type Product, removeDataDir, startProduct } from "./product";

// A product of its own: what everybody sees and may do must not change under the other specs.
let product: Product;
let dataDir: string;
const shared = process.env.E2E_DEMO;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  dataDir = await newDataDir();
  product = await startProduct({ dataDir, port: await freePort(), rows: 2_000 });
  process.env.E2E_DEMO = JSON.stringify(product.demo);
});
test.afterAll(async () => {
  if (shared === undefined) delete process.env.E2E_DEMO;
  else process.env.E2E_DEMO = shared;
  const code = await product?.stop();
  await removeDataDir(dataDir);
  expect(code).toBe(0);
});

const YELLOW = parseAccent("#ffd400") ?? [0, 0, 0];
const KINDS = ["logo", "logo_dark", "favicon"] as const;

/** A picture of one pixel, as a real encoder would write it. */
function png([red, green, blue]: [number, number, number]): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc(body));
    return Buffer.concat([size, body, check]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(Buffer.from([0, red, green, blue]));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

async function putBack(api: APIRequestContext): Promise<void> {
  const { data } = await (await api.get("/api/v1/settings")).json();
  const nothing = Object.fromEntries(Object.keys(data.values).map((name) => [name, null]));
  const answer = await api.patch("/api/v1/settings", { data: { version: data.version, ...nothing } });
  expect(answer.status()).toBe(200);
  for (const kind of KINDS) expect((await api.delete(`/api/v1/settings/images/${kind}`)).status()).toBe(200);
}
test.afterEach(async ({ api }) => putBack(await api("admin")));

const upload = (page: Page, image: string, buffer: Buffer, name = "logo.png", mimeType = "image/png") =>
  page.getByLabel(`${image} 이미지`, { exact: true }).setInputFiles({ name, mimeType, buffer });

test("an admin's name, color and logo are on the sign-in page of strangers", async ({ browser, loginAs }) => {
  const page = await loginAs("admin");
  await page.goto(`${demo().url}/`);
  await page.getByRole("link", { name: "설정", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "설정" })).toBeVisible();
  const name = `<script>window.hacked = true</script> & "정산"`;
  await page.getByRole("textbox", { name: "이름" }).fill(name);
  await page.getByRole("textbox", { name: "강조 색", exact: true }).fill("#ffd400");
  await expect(page.getByText("저장하지 않은 변경 2건")).toBeVisible();
  // Nothing applies before it is saved, the preview aside.
  await expect(page.getByRole("img", { name: /미리 보기/ })).toHaveCount(2);
  await expect(page).toHaveTitle("설정 · LookFlex");
  await page.getByRole("button", { name: "저장" }).click();
  await expect(page.getByText("설정을 저장했습니다", { exact: true })).toBeVisible();
  await expect(page).toHaveTitle(`설정 · ${name}`);
  await upload(page, "로고", png([10, 125, 85]));
  await expect(page.getByRole("img", { name: "현재 로고" })).toBeVisible();
  await upload(page, "파비콘", png([1, 2, 3]), "icon.png");
  await expect(page.getByRole("img", { name: "현재 파비콘" })).toBeVisible();

  for (const theme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme: theme, locale: "ko-KR" });
    const stranger = await context.newPage();
    const complaints: string[] = [];
    stranger.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    await stranger.goto(`${demo().url}/login`);
    await expect(stranger).toHaveTitle(`로그인 · ${name}`);
    await expect(stranger.locator("header").getByText(name)).toBeVisible();
    const logo = stranger.locator("header img");
    await expect(logo).toBeVisible();
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    const accent = await stranger.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue("--accent").trim(),
    );
    // Yellow darkens to be read on white, and need not on black.
    expect(accent).toBe(accentTokens(YELLOW)[theme].accent);
    expect(accentTokens(YELLOW).light.accent).not.toBe(accentTokens(YELLOW).dark.accent);
    const button = stranger.getByRole("button", { name: "로그인", exact: true });
    await expect(button).toHaveCSS("background-color", rgb(accent));
    const icon = await stranger.locator("link[rel=icon]").getAttribute("href");
    expect(icon).toMatch(/^\/api\/brand\/[0-9a-f]{64}$/);
    expect(await stranger.evaluate(() => Reflect.get(window, "hacked"))).toBeUndefined();
    expect(complaints).toEqual([]);

    const picture = await context.request.get(`${demo().url}${icon}`);
    expect(picture.headers()).toMatchObject({
      "content-type": "image/png",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    });
    await context.close();
  }
});

const rgb = (hex: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;

test("a name that plays with the title's placeholder or the layout stays a name", async ({
  api,
  loginAs,
}) => {
  const admin = await api("admin");
  const { data } = await (await admin.get("/api/v1/settings")).json();
  const name = "%s </title><img src=x onerror=alert(1)>";
  await admin.patch("/api/v1/settings", { data: { version: data.version, name } });
  const page = await loginAs("viewer");
  page.on("dialog", () => {
    throw new Error("a script ran");
  });
  await page.goto(`${demo().url}/account`);
  expect((await page.title()).replaceAll("\u2060", "")).toBe(`내 계정 · ${name}`);
  await expect(page.locator("aside").getByText(name)).toBeVisible();
  await expect(page.locator("img[src=x]")).toHaveCount(0);
});

test("pictures that are none, or too large, are refused in place", async ({ api, loginAs }) => {
  const page = await loginAs("admin");
  await page.goto(`${demo().url}/admin/settings`);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await upload(page, "로고", svg, "logo.png");
  await expect(page.getByRole("alert").filter({ hasText: "PNG, JPEG, WebP" })).toBeVisible();
  await upload(page, "로고", Buffer.alloc(524_289), "logo.png");
  await expect(page.getByText("파일이 512 KB보다 큽니다.")).toBeVisible();
  await expect(page.getByRole("img", { name: "현재 로고" })).toHaveCount(0);
  const admin = await api("admin");
  const refused = await admin.put("/api/v1/settings/images/logo", { data: Buffer.alloc(524_289) });
  expect(refused.status()).toBe(413);
  expect(await refused.json()).toMatchObject({ error: { code: "FILE_001" } });
});

test("what two admins change at once is not lost, and says who was faster", async ({ api, loginAs }) => {
  const page = await loginAs("admin");
  await page.goto(`${demo().url}/admin/settings`);
  await page.getByRole("textbox", { name: "이름" }).fill("내 이름");
  await page.getByRole("textbox", { name: "로그아웃까지 미사용 일수" }).fill("400");
  await page.getByRole("button", { name: "저장" }).click();
  await expect(page.getByText("1에서 365 사이의 정수를 입력하십시오.")).toBeVisible();
  await page.getByRole("textbox", { name: "로그아웃까지 미사용 일수" }).fill("5");

  const admin = await api("admin");
  const { data } = await (await admin.get("/api/v1/settings")).json();
  await admin.patch("/api/v1/settings", { data: { version: data.version, name: "Theirs", weekStart: 0 } });
  await page.getByRole("button", { name: "저장" }).click();
  await expect(page.getByText(/님이 설정을 바꿨습니다: 이름 및 한 주의 시작\./)).toBeVisible();
  await expect(page.getByText(/이름 항목은 양쪽에서 바꿨습니다/)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "이름" })).toHaveValue("내 이름");
  await expect(page.getByRole("textbox", { name: "로그아웃까지 미사용 일수" })).toHaveValue("5");
  await expect(page.getByRole("combobox", { name: "한 주의 시작" })).toHaveText("일요일");
  await page.getByRole("button", { name: "저장" }).click();
  await expect(page.getByText("설정을 저장했습니다", { exact: true })).toBeVisible();
  const { data: after } = await (await admin.get("/api/v1/settings")).json();
  expect(after.values).toMatchObject({ name: "내 이름", weekStart: 0, sessionIdleDays: 5 });
});

test("leaving with unsaved changes asks first, by keyboard too", async ({ loginAs }) => {
  const page = await loginAs("admin");
  await page.goto(`${demo().url}/admin/settings`);
  await page.getByRole("switch", { name: "편집자의 대시보드 만들기" }).press("Space");
  await expect(page.getByText("저장하지 않은 변경 1건")).toBeVisible();
  await page.getByRole("link", { name: "사용자", exact: true }).press("Enter");
  await expect(page.getByRole("dialog")).toContainText("저장하지 않은 변경 1건이 사라집니다.");
  await page.getByRole("dialog").getByRole("button", { name: "취소" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "설정" })).toBeVisible();
  await page.getByRole("button", { name: "되돌리기" }).click();
  await expect(page.getByText(/저장하지 않은 변경/)).toHaveCount(0);
  await page.getByRole("link", { name: "사용자", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "사용자" })).toBeVisible();
});

test("settings bite at once: language of strangers, and who creates", async ({ api, browser }) => {
  const admin = await api("admin");
  const { data } = await (await admin.get("/api/v1/settings")).json();
  const change = { version: data.version, locale: "en", editorsCreate: false };
  expect((await admin.patch("/api/v1/settings", { data: change })).status()).toBe(200);
  const context = await browser.newContext({ locale: "fr-FR" });
  const stranger = await context.newPage();
  await stranger.goto(`${demo().url}/login`);
  await expect(stranger.locator("html")).toHaveAttribute("lang", "en");
  await context.close();
  const refused = await (await api("editor")).post("/api/v1/dashboards", {
    data: { slug: "not-mine", name: "No", widgets: [], layout: { width: 1152, widgets: {} } },
  });
  expect(refused.status()).toBe(403);
  expect((await refused.json()).error.message).toMatch(/관리자만|only admins/);
});
