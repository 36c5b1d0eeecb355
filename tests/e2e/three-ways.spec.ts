/** One dashboard made from nothing by mouse, by keys alone and as code: the same document. */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Browser, Locator, Page } from "@playwright/test";
import { parseDocument } from "@/lib/dashboards/parse-document";
import { type Box, beginBlank, makeControls, makeWidgets, panelOf, publish } from "./brand-dashboard";
import { type EditorHands, editorKeys, editorMouse } from "./editor-hands";
import { demo, expect, test } from "./fixtures";
import { newPerson, signedIn } from "./people";

const FILE = path.join(import.meta.dirname, "../../packs/commerce/dashboards/brand-performance.yml");
const MESSAGE = "브랜드 성과를 새로 만들었습니다";

test.setTimeout(300_000);
// Thousands of keys: a picture of the page at each takes longer than all of them.
test.use({ trace: "off" });

/** A document without what the server adds, and without what each of the three says otherwise: whose it is. */
function plain(document: object): object {
  const own = [
    ...["id", "version", "ownerId", "share", "createdAt", "updatedAt"],
    ...["slug", "name", "isPublic", "folder"],
  ];
  return Object.fromEntries(Object.entries(document).filter(([key]) => !own.includes(key)));
}

const wanted = async () => plain(parseDocument({ format: "yaml", text: await readFile(FILE, "utf8") }).spec);

/** What everybody gets once it is published. */
async function published(page: Page, slug: string): Promise<{ document: object; versions: unknown[] }> {
  const read = async (address: string) => {
    const answer = await page.request.get(`${demo().url}/api/v1/dashboards/${slug}${address}`);
    expect(answer.status()).toBe(200);
    return (await answer.json()).data;
  };
  return { document: plain(await read("")), versions: await read("/versions") };
}

/** @returns the start page of somebody who may make dashboards and has none yet */
async function newEditor(browser: Browser, api: Parameters<typeof newPerson>[0]): Promise<Page> {
  const page = await signedIn(browser, await newPerson(api, "editor"));
  await page.goto(demo().url);
  return page;
}

const widget = (page: Page, id: string) => page.locator(`[data-widget="${id}"]`);

/** Where a widget lies, as the document has it. */
const boxOf = (page: Page, id: string): Promise<Box> =>
  widget(page, id).evaluate((element) => {
    const { left, top, width, height } = (element as HTMLElement).style;
    const [x = 0, y = 0, w = 0, h = 0] = [left, top, width, height].map(Number.parseFloat);
    return { x, y, w, h };
  });

/** By the numbers in the panel. */
async function placeByNumbers(page: Page, hands: EditorHands, box: Box): Promise<void> {
  const panel = panelOf(page);
  await hands.open(panel.getByRole("tab", { name: "데이터" }));
  for (const field of ["w", "h", "x", "y"] as const) {
    await hands.write(panel.getByLabel(field.toUpperCase(), { exact: true }), String(box[field]));
    await page.keyboard.press("Enter");
  }
}

/** Presses at a place of the screen, pulls a way round to so many px of the screen from there, and lets go. */
async function drag(page: Page, from: { x: number; y: number }, dx: number, dy: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + dx / 2 + 20, from.y + dy / 2 + 20, { steps: 4 });
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 4 });
  await page.mouse.up();
}

async function boundsOf(target: Locator) {
  const bounds = await target.boundingBox();
  if (!bounds) throw new Error(`nothing to be seen of ${target}`);
  return { ...bounds, middle: { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 } };
}

/** How many px of the screen one of the document takes. */
const scaleOf = async (page: Page, id: string) =>
  (await boundsOf(widget(page, id))).width / (await boxOf(page, id)).w;

const pull = async (page: Page, handle: string, dx: number, dy: number) =>
  drag(page, (await boundsOf(page.locator(`[data-handle="${handle}"]`))).middle, dx, dy);

/** By its right handle near to the canvas' edge, which it keeps to. */
async function stretchToEdge(page: Page, id: string, box: Box): Promise<void> {
  const scale = await scaleOf(page, id);
  const { w } = await boxOf(page, id);
  await pull(page, "e", (box.w - w) * scale - 4, 0);
  await expect.poll(() => boxOf(page, id)).toEqual(box);
}

/** Dragged and pulled on a grid, which is there for no longer than it takes. */
async function placeOnGrid(page: Page, id: string, box: Box): Promise<void> {
  const grid = async (size: string) => {
    await page.getByRole("button", { name: "격자와 너비" }).click();
    await page
      .getByRole("dialog", { name: "격자와 너비" })
      .getByRole("button", { name: size, exact: true })
      .click();
    await page.keyboard.press("Escape");
  };
  await grid("4");
  const scale = await scaleOf(page, id);
  const { x, y, w, h } = await boxOf(page, id);
  // Not to the px: the grid has the last word.
  await drag(
    page,
    (await boundsOf(widget(page, id))).middle,
    (box.x - x + 1) * scale,
    (box.y - y + 1) * scale,
  );
  await expect.poll(() => boxOf(page, id)).toEqual({ ...box, w, h });
  await pull(page, "se", (box.w - w - 1) * scale, (box.h - h + 1) * scale);
  await expect.poll(() => boxOf(page, id)).toEqual(box);
  await grid("없음");
}

test("by mouse", async ({ api, browser }) => {
  const page = await newEditor(browser, await api("admin"));
  const hands = editorMouse(page);
  const slug = await beginBlank(page, hands, "마우스로 만든 대시보드");
  await makeControls(page, hands);
  await makeWidgets(page, hands, async (id, box) => {
    if (id === "brands") return placeByNumbers(page, hands, box);
    if (id === "kpis") return;
    // Beside the figures there was room for it; below them it leaves them the whole width.
    expect((await boxOf(page, id)).x).toBeGreaterThan(0);
    await placeOnGrid(page, id, box);
    await widget(page, "kpis").click();
    await stretchToEdge(page, "kpis", { x: 0, y: 0, w: 1152, h: 92 });
  });
  await publish(page, hands, MESSAGE);
  const { document, versions } = await published(page, slug);
  expect(document).toEqual(await wanted());
  expect(versions[0]).toMatchObject({ version: 2, message: MESSAGE });
  await page.context().close();
});

/** Arrows move it and, with Ctrl, pull it: by ten px with Shift, and by one. */
async function placeByArrows(page: Page, hands: EditorHands, id: string, box: Box): Promise<void> {
  await hands.toCanvas();
  await expect(widget(page, id).locator("div[role=option]")).toBeFocused();
  const walk = async (mod: string, by: number, forward: string, back: string) => {
    const arrow = by > 0 ? forward : back;
    for (let i = 0; i < Math.floor(Math.abs(by) / 10); i++) await page.keyboard.press(`${mod}Shift+${arrow}`);
    for (let i = 0; i < Math.abs(by) % 10; i++) await page.keyboard.press(`${mod}${arrow}`);
  };
  const { x, y, w, h } = await boxOf(page, id);
  await walk("", box.x - x, "ArrowRight", "ArrowLeft");
  await walk("", box.y - y, "ArrowDown", "ArrowUp");
  await walk("Control+", box.w - w, "ArrowRight", "ArrowLeft");
  await walk("Control+", box.h - h, "ArrowDown", "ArrowUp");
  await expect.poll(() => boxOf(page, id)).toEqual(box);
  await hands.toPanel();
}

test("by keys alone", async ({ api, browser }) => {
  const page = await newEditor(browser, await api("admin"));
  await page.addInitScript(() => {
    for (const event of ["pointerdown", "pointermove", "wheel", "touchstart"])
      window.addEventListener(event, () => sessionStorage.setItem("pointed", event), true);
  });
  await page.reload();
  const hands = editorKeys(page);
  const slug = await beginBlank(page, hands, "키보드로 만든 대시보드");
  await makeControls(page, hands);
  await makeWidgets(page, hands, (id, box) =>
    id === "daily" ? placeByArrows(page, hands, id, box) : placeByNumbers(page, hands, box),
  );
  await publish(page, hands, MESSAGE);
  expect(await page.evaluate(() => sessionStorage.getItem("pointed"))).toBeNull();
  const { document, versions } = await published(page, slug);
  expect(document).toEqual(await wanted());
  expect(versions[0]).toMatchObject({ version: 2, message: MESSAGE });
  await page.context().close();
});

test("as code, applied", async ({ api, browser }) => {
  const page = await newEditor(browser, await api("admin"));
  const made = await page.request.post(`${demo().url}/api/v1/tokens`, {
    data: { name: "code", scopes: ["read", "write"] },
  });
  expect(made.status()).toBe(201);
  const { token } = (await made.json()).data;
  const slug = `applied-${randomUUID().slice(0, 8)}`;
  const folder = await mkdtemp(path.join(os.tmpdir(), "lookflex-code-"));
  const text = (await readFile(FILE, "utf8"))
    .replace(/^slug: .*$/m, `slug: ${slug}`)
    .replace(/^name: .*$/m, "name: 코드로 만든 대시보드")
    .replace(/^isPublic: .*$/m, "isPublic: false");
  await writeFile(path.join(folder, `${slug}.yml`), text);
  const lookflex = (command: string) =>
    promisify(execFile)(process.execPath, ["dist/cli.mjs", command, folder], {
      cwd: path.join(import.meta.dirname, "../.."),
      env: { ...process.env, LOOKFLEX_URL: demo().url, LOOKFLEX_TOKEN: token },
    });
  expect((await lookflex("apply")).stdout).toContain(`${slug}: version 1`);
  const { document, versions } = await published(page, slug);
  expect(document).toEqual(await wanted());
  expect(versions).toMatchObject([{ version: 1, origin: "code" }]);
  // Said again it changes nothing: the plan would exit with 2 otherwise.
  await lookflex("plan");
  await rm(folder, { recursive: true });
  await page.context().close();
});
