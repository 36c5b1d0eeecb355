import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboards } from "@/db/schema/dashboards";
import type { Viewer } from "@/lib/access/viewer";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { getDashboard } from "@/lib/dashboards/get-dashboard";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { person } from "@/lib/dashboards/person.fixture";
import { placeDashboard } from "@/lib/dashboards/place-dashboard";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { setShares } from "@/lib/dashboards/share/set-shares";
import { toYaml } from "@/lib/dashboards/to-yaml";
import { updateDashboard } from "@/lib/dashboards/update-dashboard";
import { createFolder } from "@/lib/folders/create-folder";
import { deleteFolder } from "@/lib/folders/delete-folder";
import { listFolders } from "@/lib/folders/list-folders";
import { updateFolder } from "@/lib/folders/update-folder";
import { type TestDatabase, testDatabase } from "@/tests/database";
import { whileHeld } from "@/tests/while-held";

let database: TestDatabase;
let editor: Viewer;
let colleague: Viewer;
let viewer: Viewer;
let admin: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  [editor, colleague, viewer, admin] = await Promise.all([
    person("editor"),
    person("editor"),
    person("viewer"),
    person("admin"),
  ]);
});
afterAll(() => database.close());

const key = () => randomUUID().slice(0, 8);
const folder = (parent: string | null = null, name = `F ${key()}`) => createFolder(editor, { name, parent });
const make = (over: object = {}) =>
  createDashboard(editor, {
    format: "json",
    value: { ...sampleInput({ slug: `placed-${key()}` }), ...over },
  });
const put = (slug: string, value: object) => updateDashboard(editor, slug, { format: "json", value });
const pathsOf = async (by: Viewer) => (await listFolders(by)).map(({ path }) => path);

describe("folders", () => {
  it("are made, renamed, moved and taken away by editors; viewers only look", async () => {
    const { id } = await folder();
    for (const refused of [
      createFolder(viewer, { name: "Mine" }),
      updateFolder(viewer, { id, name: "Mine" }),
      deleteFolder(viewer, { id }),
    ])
      await expect(refused).rejects.toMatchObject({ status: 403 });
    expect(await updateFolder(colleague, { id, name: "Renamed" })).toMatchObject({ path: "Renamed" });
    await deleteFolder(admin, { id });
    await expect(deleteFolder(admin, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(updateFolder(admin, { id, name: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("stand in each other five deep, never in themselves, under names that are one at a place", async () => {
    const chain = [await folder()];
    for (let level = 2; level <= 5; level++) chain.push(await folder(chain.at(-1)?.id));
    const [top, second, , , bottom] = chain;
    if (!top || !second || !bottom) throw new Error("no chain");
    await expect(folder(bottom.id)).rejects.toMatchObject({
      fields: [{ path: "parent", key: "tooManyLevels" }],
    });
    for (const parent of [top.id, second.id, bottom.id])
      await expect(updateFolder(editor, { id: top.id, parent })).rejects.toMatchObject({
        fields: [{ path: "parent", key: "folderInItself" }],
      });
    const pair = await folder();
    const inside = await folder(pair.id, "안");
    await expect(updateFolder(editor, { id: pair.id, parent: chain[3]?.id ?? null })).rejects.toMatchObject({
      fields: [{ path: "parent", key: "tooManyLevels" }],
    });
    for (const name of ["안", "안".normalize("NFD"), " 안 "])
      await expect(folder(pair.id, name)).rejects.toMatchObject({
        code: "CONFLICT_001",
        fields: [{ path: "name", key: "folderNameTaken" }],
      });
    await expect(folder(null, pair.name.toUpperCase())).rejects.toMatchObject({ code: "CONFLICT_001" });
    await folder(null, inside.name);
    await expect(updateFolder(editor, { id: inside.id, parent: null })).rejects.toMatchObject({
      code: "CONFLICT_001",
    });
    // What is in it would stand beside its namesake.
    await expect(deleteFolder(editor, { id: pair.id })).rejects.toMatchObject({ code: "CONFLICT_001" });
    for (const name of ["a/b", "", "  ", "x".repeat(101), "\u202ex"])
      await expect(folder(null, name)).rejects.toMatchObject({ fields: [{ path: "name" }] });
    await expect(folder(randomUUID())).rejects.toMatchObject({ fields: [{ path: "parent" }] });
  });

  it("never make a circle, whoever moves them at once", async () => {
    const [a, b] = [await folder(), await folder()];
    const moves = await Promise.allSettled([
      updateFolder(editor, { id: a.id, parent: b.id }),
      updateFolder(colleague, { id: b.id, parent: a.id }),
    ]);
    expect(moves.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("give what was in them to where they stood, and that is on record", async () => {
    const top = await folder();
    const middle = await folder(top.id);
    const inner = await folder(middle.id);
    const { slug } = await make();
    await placeDashboard(editor, slug, { folder: middle.id });
    await deleteFolder(colleague, { id: middle.id });
    expect((await getDashboard(editor, slug)).folder).toBe(top.name);
    expect(await pathsOf(editor)).toContain(`${top.name}/${inner.name}`);
    const [entry] = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, "folder.delete"))
      .orderBy(desc(auditLog.id));
    expect(entry).toMatchObject({
      userId: colleague.userId,
      metadata: { before: { path: middle.path }, moved: { folders: 1, dashboards: 1 } },
    });
  });

  it("show a viewer those on the way to what they may open, and open nothing", async () => {
    const top = await folder();
    const held = await folder(top.id);
    const closed = await folder(top.id);
    const [open, hidden] = [await make(), await make({ isPublic: false })];
    await placeDashboard(editor, open.slug, { folder: held.id });
    await placeDashboard(editor, hidden.slug, { folder: closed.id });
    const seen = await pathsOf(viewer);
    expect(seen).toContain(top.path);
    expect(seen).toContain(held.path);
    expect(seen).not.toContain(closed.path);
    expect((await listDashboards(viewer)).map(({ slug }) => slug)).not.toContain(hidden.slug);
    await setShares(editor, hidden.slug, { shares: [{ user: viewer.userId }] });
    expect(await pathsOf(viewer)).toContain(closed.path);
    for (const somebody of [editor, colleague, admin]) expect(await pathsOf(somebody)).toContain(closed.path);
  });
});

describe("a dashboard's place", () => {
  it("is changed by those who may change it, without a version", async () => {
    const { slug, version } = await make();
    const { id, path } = await folder();
    for (const nobody of [viewer, colleague])
      await expect(placeDashboard(nobody, slug, { folder: id })).rejects.toMatchObject({ status: 403 });
    expect(await placeDashboard(editor, slug, { folder: id, tags: ["매출", "Sales", "sales"] })).toEqual({
      folder: path,
      tags: ["매출", "Sales"],
    });
    expect(await placeDashboard(admin, slug, { tags: ["매출"] })).toEqual({ folder: path, tags: ["매출"] });
    expect(await getDashboard(viewer, slug)).toMatchObject({ version, folder: path, tags: ["매출"] });
    await setShares(editor, slug, { shares: [{ user: colleague.userId, canEdit: true }] });
    expect(await placeDashboard(colleague, slug, { folder: null })).toEqual({ folder: null, tags: ["매출"] });
    await expect(placeDashboard(editor, slug, { folder: randomUUID() })).rejects.toMatchObject({
      fields: [{ path: "folder", key: "folderUnknown" }],
    });
    for (const tags of [["a,b"], [""], ["x".repeat(41)], Array.from({ length: 21 }, (_, i) => `t${i}`)])
      await expect(placeDashboard(editor, slug, { tags })).rejects.toMatchObject({ code: "INPUT_001" });
  });

  it("keeps a folder and tags that two change at once", async () => {
    const { slug } = await make();
    const { id, path } = await folder();
    await whileHeld(
      database,
      (held) => held`update dashboards set folder_id = ${id} where slug = ${slug}`,
      () => placeDashboard(editor, slug, { tags: ["both"] }),
    );
    expect(await getDashboard(editor, slug)).toMatchObject({ folder: path, tags: ["both"] });
    await whileHeld(
      database,
      (held) => held`update dashboards set tags = '{theirs}' where slug = ${slug}`,
      () => placeDashboard(editor, slug, { folder: null }),
    );
    expect(await placeDashboard(editor, slug, {})).toEqual({ folder: null, tags: ["theirs"] });
  });

  it("goes in and out with the document, and stays where a document says nothing", async () => {
    const { path } = await folder((await folder()).id);
    const { slug } = await make({ folder: path.toUpperCase(), tags: ["one"] });
    const read = await getDashboard(editor, slug);
    expect(read).toMatchObject({ folder: path, tags: ["one"] });
    expect(toYaml(read)).toContain(`folder: ${path}\ntags:\n  - one\n`);
    const { folder: _, tags: __, ...silent } = read;
    expect(await put(slug, silent)).toMatchObject({ folder: path, tags: ["one"] });
    const cleared = await put(slug, { ...silent, version: read.version + 1, folder: null, tags: [] });
    expect(cleared.folder).toBeUndefined();
    expect(cleared.tags).toBeUndefined();
    await expect(put(slug, { ...cleared, folder: "No/Such" })).rejects.toMatchObject({
      fields: [{ path: "folder", key: "folderUnknown" }],
    });
    // Where it is filed is no content: no version of it remembers.
    const [row] = await db.select().from(dashboards).where(eq(dashboards.slug, slug));
    expect(row?.config).not.toHaveProperty("folder");
    expect(row?.config).not.toHaveProperty("tags");
  });
});

it("finds dashboards by name, description, tag, folder and the fields they show, in Korean by first consonants", async () => {
  const word = key();
  const inFolder = await folder(null, `서랍 ${word}`);
  const { slug } = await make({
    slug: `found-${word}`,
    name: { en: `Brands ${word}`, ko: `브랜드 ${word}` },
    description: { en: "What sells", ko: "무엇이 팔리는지" },
    tags: ["주간 회의"],
    folder: inFolder.path,
  });
  const found = async (search: string, by = viewer) =>
    (await listDashboards(by, { search: `${word} ${search}` })).some((one) => one.slug === slug);
  for (const search of [
    "브랜드",
    "ㅂㄹㄷ",
    "brands",
    "팔리는지",
    "ㅈㄱ",
    "회의".normalize("NFD"),
    "서랍",
    "settlement_amount",
    "margin",
  ])
    expect(await found(search), search).toBe(true);
  const korean = await person("viewer", { locale: "ko" });
  expect(await found("정산금액", korean)).toBe(true);
  expect(await found("nothing-like-it")).toBe(false);
});
