import { expect, it } from "vitest";
import type { ListedDashboard } from "./listed-dashboard";
import { narrow, tagsOf } from "./narrow";

const entry = (slug: string, over: Partial<ListedDashboard>): ListedDashboard => ({
  slug,
  name: slug,
  description: null,
  ownerName: null,
  isPublic: true,
  isShared: false,
  isFavorite: false,
  canEdit: false,
  folderId: null,
  folder: null,
  tags: [],
  words: slug,
  updatedAt: "",
  visitedAt: null,
  ...over,
});
const all = [
  entry("a", { folderId: "f", tags: ["sales", "weekly"], words: "브랜드 성과" }),
  entry("b", { folderId: "g", tags: ["sales"] }),
  entry("c", {}),
];
const slugs = (how: Partial<Parameters<typeof narrow>[1]>) =>
  narrow(all, { search: "", tags: [], within: null, ...how }).map(({ slug }) => slug);

it("narrows by folder, by all tags and by words", () => {
  expect(slugs({})).toEqual(["a", "b", "c"]);
  expect(slugs({ within: new Set(["f", "g"]) })).toEqual(["a", "b"]);
  expect(slugs({ tags: ["sales"] })).toEqual(["a", "b"]);
  expect(slugs({ tags: ["sales", "weekly"] })).toEqual(["a"]);
  expect(slugs({ search: "ㅂㄹㄷ" })).toEqual(["a"]);
  expect(slugs({ search: "a", tags: ["sales"], within: new Set(["g"]) })).toEqual([]);
});

it("lists the tags that are used most first", () => {
  expect(tagsOf(all)).toEqual(["sales", "weekly"]);
});
