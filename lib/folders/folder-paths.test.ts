import { expect, it } from "vitest";
import { chainOf, type FolderLink, findByPath, heightOf, pathOf } from "@/lib/folders/folder-paths";

const folders = new Map<string, FolderLink>(
  [
    { id: "a", parentId: null, name: "Marketing" },
    { id: "b", parentId: "a", name: "브랜드" },
    { id: "c", parentId: "b", name: "Old" },
  ].map((folder) => [folder.id, folder]),
);

it("writes and finds paths, and measures what stands in a folder", () => {
  expect(pathOf(folders, "c")).toBe("Marketing/브랜드/Old");
  expect(pathOf(folders, null)).toBeNull();
  expect(pathOf(folders, "gone")).toBeNull();
  expect(chainOf(folders, "b").map(({ id }) => id)).toEqual(["a", "b"]);
  expect(findByPath(folders, "marketing/브랜드".normalize("NFD"))?.id).toBe("b");
  expect(findByPath(folders, "브랜드")).toBeUndefined();
  expect([heightOf(folders, "a"), heightOf(folders, "c")]).toEqual([3, 1]);
});

it("ends in a circle, should there ever be one", () => {
  const circle = new Map([
    ["x", { id: "x", parentId: "y", name: "X" }],
    ["y", { id: "y", parentId: "x", name: "Y" }],
  ]);
  expect(chainOf(circle, "x").map(({ id }) => id)).toEqual(["y", "x"]);
});
