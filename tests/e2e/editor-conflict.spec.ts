/** Two people in one dashboard, a connection that is gone, a document that is broken: nothing of anybody's work is lost. */
import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page } from "@playwright/test";
import { violations } from "./axe";
import { demo, expect, test } from "./fixtures";
import { newPerson, type Person, signedIn } from "./people";

const at = (slug: string, rest = "") => `${demo().url}/api/v1/dashboards/${slug}${rest}`;
const read = async (page: Page, slug: string, rest = "") => {
  const answer = await page.request.get(at(slug, rest));
  expect(answer.status()).toBe(200);
  return (await answer.json()).data;
};

const BOX = { x: 0, y: 0, w: 400, h: 120 };
const noteSpec = (slug: string) => ({
  slug,
  name: "함께 고치는 대시보드",
  widgets: [
    { id: "first", type: "text", title: "첫 메모", text: "하나" },
    { id: "second", type: "text", title: "둘째 메모", text: "둘" },
  ],
  layout: { width: 1152, widgets: { first: BOX, second: { ...BOX, x: 500 } } },
});

/** What each note says. */
const notesOf = ({ widgets }: { widgets: { id: string; text: unknown }[] }) =>
  Object.fromEntries(widgets.map(({ id, text }) => [id, text]));

const panel = (page: Page) => page.getByRole("complementary", { name: "설정" });
const note = (page: Page, id: string) => page.locator(`[data-widget="${id}"]`);
const undo = (page: Page) => page.getByRole("button", { name: /^실행 취소/ });
const status = (page: Page) => page.getByRole("banner").getByRole("status");
const saved = (page: Page) => expect(status(page)).toHaveText(/저장됨$/);

async function openEditor(page: Page, slug: string): Promise<void> {
  await page.goto(`${demo().url}/d/${slug}/edit`);
  await expect(note(page, "second")).toBeVisible();
}

/** Says something else in a note. */
async function rewrite(page: Page, id: string, text: string): Promise<void> {
  await note(page, id).click();
  await panel(page).getByRole("textbox", { name: "글", exact: true }).fill(text);
  await expect(note(page, id).getByText(text)).toBeVisible();
}

/** Presses through the dialog of a publication: what follows is a success or the conflict. */
async function publish(page: Page, message: string): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "게시", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "대시보드 게시" });
  await dialog.getByLabel("메시지").fill(message);
  await dialog.getByRole("button", { name: "게시", exact: true }).click();
  await expect(dialog).toBeHidden();
}
const done = (page: Page) => expect(page.getByText("게시했습니다", { exact: true }).first()).toBeVisible();

interface Race {
  slug: string;
  fast: Person;
  /** Who published version 2: the first note says "빠른 하나". */
  first: Page;
  /** Who comes later, with what `change` made of it, before the conflict's dialog. */
  second: Page;
  dialog: Locator;
}

/** Two editors of one dashboard, who both began from version 1; one published, the other is told. */
async function race(
  browser: Browser,
  admin: Parameters<typeof newPerson>[0],
  change: (page: Page) => Promise<void>,
): Promise<Race> {
  const slug = `raced-${randomUUID().slice(0, 8)}`;
  const [fast, slow] = [await newPerson(admin, "editor"), await newPerson(admin, "editor")];
  const [first, second] = [await signedIn(browser, fast), await signedIn(browser, slow)];
  expect((await first.request.post(at(""), { data: noteSpec(slug) })).status()).toBe(201);
  const shares = [{ user: slow.id, canEdit: true }];
  expect((await first.request.put(at(slug, "/shares"), { data: { shares } })).status()).toBe(200);

  await openEditor(first, slug);
  await openEditor(second, slug);
  await change(second);
  await saved(second);
  await rewrite(first, "first", "빠른 하나");
  await publish(first, "빠른 변경");
  await done(first);
  await publish(second, "느린 변경");
  const dialog = second.getByRole("dialog", { name: `그사이 ${fast.name} 님이 게시했습니다` });
  await expect(dialog.getByText(/버전 2을\(를\) 게시했습니다/)).toBeVisible();
  return { slug, fast, first, second, dialog };
}

const close = ({ first, second }: Race) => Promise.all([first, second].map((page) => page.context().close()));

test("changes of different parts are merged, after both were seen", async ({ api, browser }) => {
  const one = await race(browser, await api("admin"), (page) => rewrite(page, "second", "느린 둘"));
  const { slug, second, dialog } = one;
  await expect(dialog.getByText("빠른 하나")).toBeVisible();
  await expect(dialog.getByText("느린 둘")).toHaveCount(0);
  await dialog.getByRole("radio", { name: "내 변경", exact: true }).click();
  await expect(dialog.getByText("느린 둘")).toBeVisible();
  expect(await violations(second)).toEqual([]);
  await dialog.getByRole("button", { name: "합쳐서 게시" }).click();
  await done(second);
  await expect(dialog).toBeHidden();
  await expect(note(second, "first").getByText("빠른 하나")).toBeVisible();
  await expect(note(second, "second").getByText("느린 둘")).toBeVisible();
  await expect(status(second)).toHaveText("버전 3, 변경 없음");
  expect(notesOf(await read(second, slug))).toEqual({ first: "빠른 하나", second: "느린 둘" });
  expect(await read(second, slug, "/draft")).toBeNull();
  const versions = await read(second, slug, "/versions");
  expect(versions.map(({ message }: { message: string | null }) => message)).toEqual([
    "느린 변경",
    "빠른 변경",
    null,
  ]);
  await close(one);
});

test("of one part that both changed one is chosen, and the other can be brought back", async ({
  api,
  browser,
}) => {
  const one = await race(browser, await api("admin"), (page) => rewrite(page, "first", "느린 하나"));
  const { slug, second, dialog } = one;
  await expect(dialog.getByText("widgets.first.text", { exact: true })).toBeVisible();
  // Decided later nothing is decided: it is asked again, and the draft is as it was.
  await dialog.getByRole("button", { name: "나중에 결정" }).click();
  await expect(dialog).toBeHidden();
  await expect(note(second, "first").getByText("느린 하나")).toBeVisible();
  await publish(second, "느린 변경");
  const prefer = dialog.getByRole("radiogroup", { name: "둘 다 바꾼 부분" });
  await prefer.getByRole("radio", { name: "상대 것 사용" }).click();
  await dialog.getByRole("button", { name: "합쳐서 게시" }).click();
  await done(second);
  expect(notesOf(await read(second, slug))).toEqual({ first: "빠른 하나", second: "둘" });
  await undo(second).click();
  await expect(note(second, "first").getByText("느린 하나")).toBeVisible();
  await close(one);
});

test("theirs is taken, and mine kept as a dashboard of its own", async ({ api, browser }) => {
  const one = await race(browser, await api("admin"), (page) => rewrite(page, "second", "느린 둘"));
  const { slug, second, dialog } = one;
  await dialog.getByRole("radio", { name: "상대 것 사용" }).click();
  await expect(dialog.getByRole("checkbox", { name: "내 것을 별도 대시보드로 보관" })).toBeChecked();
  await dialog.getByRole("button", { name: "상대 것 사용" }).click();
  await expect(second.getByText("내 대시보드를 별도 사본으로 보관했습니다", { exact: true })).toBeVisible();
  await expect(note(second, "first").getByText("빠른 하나")).toBeVisible();
  await expect(status(second)).toHaveText("버전 2, 변경 없음");
  expect(notesOf(await read(second, slug))).toEqual({ first: "빠른 하나", second: "둘" });
  expect(await read(second, slug, "/draft")).toBeNull();
  const copy = await copyOf(second, slug);
  expect(copy).toMatchObject({ name: "함께 고치는 대시보드 (사본)", isPublic: false });
  expect(notesOf(copy)).toEqual({ first: "하나", second: "느린 둘" });
  // What was given up can be taken back as well.
  await undo(second).click();
  await expect(note(second, "second").getByText("느린 둘")).toBeVisible();
  await close(one);
});

test("mine goes on as a new dashboard, and theirs stays", async ({ api, browser }) => {
  const one = await race(browser, await api("admin"), (page) => rewrite(page, "second", "느린 둘"));
  const { slug, first, second, dialog } = one;
  await dialog.getByRole("radio", { name: "내 것을 새 대시보드로" }).click();
  await dialog.getByRole("button", { name: "새 대시보드 만들기" }).click();
  await second.waitForURL(new RegExp(`/d/${slug}-copy-[a-z0-9]{6}/edit$`));
  await expect(note(second, "second").getByText("느린 둘")).toBeVisible();
  await expect(status(second)).toHaveText("버전 1, 변경 없음");
  expect(notesOf(await copyOf(second, slug))).toEqual({ first: "하나", second: "느린 둘" });
  expect(notesOf(await read(first, slug))).toEqual({ first: "빠른 하나", second: "둘" });
  expect(await read(second, slug, "/draft")).toBeNull();
  await close(one);
});

test("mine is published over theirs, which stays in the versions", async ({ api, browser }) => {
  const one = await race(browser, await api("admin"), (page) => rewrite(page, "second", "느린 둘"));
  const { slug, fast, first, second, dialog } = one;
  await dialog.getByRole("radio", { name: "내 것으로 덮어 게시" }).click();
  await dialog.getByRole("button", { name: "내 것 게시" }).click();
  await done(second);
  expect(notesOf(await read(second, slug))).toEqual({ first: "하나", second: "느린 둘" });
  expect(notesOf(await read(second, slug, "/versions/2"))).toEqual({ first: "빠른 하나", second: "둘" });
  const versions = await read(second, slug, "/versions");
  expect(versions[1]).toMatchObject({ version: 2, message: "빠른 변경", author: { name: fast.name } });
  // The one who was overwritten finds theirs where it was, and brings it back.
  await first.reload();
  await expect(note(first, "first").getByText("하나", { exact: true })).toBeVisible();
  await first.getByRole("button", { name: "버전", exact: true }).click();
  const sheet = first.getByRole("dialog", { name: "버전" });
  await sheet.getByRole("button", { name: /^버전 2/ }).click();
  await sheet.getByRole("button", { name: "복원" }).click();
  await expect(first.getByText("버전 2을(를) 버전 4(으)로 다시 게시했습니다")).toBeVisible();
  expect(notesOf(await read(first, slug))).toEqual({ first: "빠른 하나", second: "둘" });
  await close(one);
});

/** The dashboard that a conflict made of somebody's work. */
async function copyOf(page: Page, slug: string) {
  const answer = await page.request.get(at(""));
  const all: { slug: string }[] = (await answer.json()).data;
  const [found, ...more] = all.filter((each) => each.slug.startsWith(`${slug}-copy-`));
  expect(more).toEqual([]);
  return read(page, found?.slug ?? "");
}

test("without a connection leaving is warned of; with one the draft is there again after a reload", async ({
  api,
  browser,
}) => {
  const page = await signedIn(browser, await newPerson(await api("admin"), "editor"));
  const slug = `offline-${randomUUID().slice(0, 8)}`;
  expect((await page.request.post(at(""), { data: noteSpec(slug) })).status()).toBe(201);
  await openEditor(page, slug);
  await expect(status(page)).toHaveText("버전 1, 변경 없음");
  await page.context().setOffline(true);
  await rewrite(page, "first", "끊긴 동안 쓴 글");
  await expect(status(page)).toHaveText("오프라인, 저장되지 않음");

  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const warning = await asked;
  expect(warning.type()).toBe("beforeunload");
  await warning.dismiss();
  await expect(note(page, "first").getByText("끊긴 동안 쓴 글")).toBeVisible();

  await page.context().setOffline(false);
  await saved(page);
  // Saved it asks nothing: a dialog here would keep the page from coming back.
  const again: string[] = [];
  page.on("dialog", (dialog) => {
    again.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  await expect(note(page, "first").getByText("끊긴 동안 쓴 글")).toBeVisible();
  await expect(page.getByRole("banner").getByText("초안", { exact: true })).toBeVisible();
  expect(again).toEqual([]);
  // Nobody else has it before it is published.
  expect(notesOf(await read(page, slug)).first).toBe("하나");
  await publish(page, "끊겼다 이어짐");
  await done(page);
  expect(notesOf(await read(page, slug)).first).toBe("끊긴 동안 쓴 글");
  await page.context().close();
});

test("a stored document that is broken opens with the part named, is mended as YAML and published", async ({
  api,
  browser,
  sql,
}) => {
  const page = await signedIn(browser, await newPerson(await api("admin"), "editor"));
  const slug = `mended-${randomUUID().slice(0, 8)}`;
  expect((await page.request.post(at(""), { data: noteSpec(slug) })).status()).toBe(201);
  await sql`update dashboards set config = jsonb_set(config, '{widgets,0,text}', '42') where slug = ${slug}`;
  await openEditor(page, slug);
  await expect(page.getByText(/다음 부분이 잘못되어 여기에 보이지 않습니다: first\./)).toBeVisible();
  await expect(note(page, "first")).toHaveCount(0);
  // The rest works.
  await note(page, "second").click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Control+z");
  await expect(note(page, "second")).toHaveCSS("top", "0px");

  await page.getByRole("button", { name: "YAML" }).click();
  const tab = page.getByRole("region", { name: "YAML" });
  await expect(tab.getByText(/저장된 대시보드에 깨진 부분이 1군데 있어/)).toBeVisible();
  const fault = tab.getByRole("listitem").getByRole("button", { name: /widgets\.0\.text/ });
  await fault.click();
  await expect(tab.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.type('text: "고친 글"');
  await expect(tab.getByText("올바름", { exact: true })).toBeVisible();
  await expect(page.getByText(/다음 부분이 잘못되어/)).toHaveCount(0);
  expect(await violations(page)).toEqual([]);

  await page.getByRole("button", { name: "YAML" }).click();
  await expect(note(page, "first").getByText("고친 글")).toBeVisible();
  await publish(page, "깨진 메모를 고쳤습니다");
  await done(page);
  const mended = await read(page, slug);
  expect(notesOf(mended)).toEqual({ first: "고친 글", second: "둘" });
  expect(mended.layout).toEqual(noteSpec(slug).layout);
  expect(mended).not.toHaveProperty("issues");
  await page.reload();
  await expect(note(page, "first").getByText("고친 글")).toBeVisible();
  await expect(page.getByText(/다음 부분이 잘못되어/)).toHaveCount(0);
  await page.context().close();
});
