import { describe, expect, it } from "vitest";
import { ACTIONS, type Action, can, narrowedBy, type Share, type Thing } from "@/lib/access/can";
import { ROLES, type Role, SCOPES } from "@/lib/access/roles";
import { testViewer } from "@/lib/query/testing/test-viewer";

const somebody = "00000000-0000-4000-8000-000000000002";
const as = (role: Role) => testViewer({ role });
const mine = (thing: Thing = {}): Thing => ({ ownerId: as("editor").userId, isPublic: false, ...thing });
const theirs = (thing: Thing = {}): Thing => ({ ownerId: somebody, isPublic: false, share: null, ...thing });
const ofDashboards = ACTIONS.filter((action) => /^dashboard\.(?!create)/.test(action));
const may = (role: Role, thing: Thing): Action[] =>
  ofDashboards.filter((action) => can(as(role), action, thing));

describe("can, over a dashboard", () => {
  it("knows these actions", () =>
    expect(ofDashboards).toEqual([
      "dashboard.read",
      "dashboard.update",
      "dashboard.delete",
      "dashboard.seeShares",
      "dashboard.share",
      "dashboard.seeVersions",
      "dashboard.seeDraft",
      "dashboard.restore",
      "dashboard.purge",
    ]));

  it("lets nobody near a private one of somebody else's but admins, who may all", () => {
    for (const thing of [theirs(), { ownerId: somebody }, theirs({ ownerId: null })]) {
      expect(may("viewer", thing)).toEqual([]);
      expect(may("editor", thing)).toEqual([]);
      expect(may("admin", thing)).toEqual(ofDashboards);
    }
  });

  it("lets everybody open a public one, and nobody do more", () => {
    for (const role of ["viewer", "editor"] as const)
      expect(may(role, theirs({ isPublic: true }))).toEqual(["dashboard.read"]);
  });

  it("lets an owner do all, as long as they are an editor", () => {
    expect(may("editor", mine())).toEqual(ofDashboards);
    expect(may("viewer", mine())).toEqual(["dashboard.read"]);
  });

  it.each([
    ["viewer", "view", ["dashboard.read"]],
    // A viewer who was given the right to edit is still not an editor.
    ["viewer", "edit", ["dashboard.read"]],
    ["editor", "view", ["dashboard.read"]],
    [
      "editor",
      "edit",
      [
        "dashboard.read",
        "dashboard.update",
        "dashboard.seeShares",
        "dashboard.seeVersions",
        "dashboard.seeDraft",
      ],
    ],
  ] satisfies [Role, Share, Action[]][])(
    "lets a %s it was shared with to %s do %j",
    (role, share, actions) => {
      expect(may(role, theirs({ share }))).toEqual(actions);
      expect(may(role, theirs({ share, ownerId: null }))).toEqual(actions);
    },
  );

  it("asks a token for the scope as well", () => {
    const thing = theirs({ share: "edit" });
    for (const scope of SCOPES) {
      const viewer = testViewer({ role: "editor", tokenId: "t", scopes: [scope] });
      expect(ofDashboards.filter((action) => can(viewer, action, thing))).toEqual(
        scope === "read"
          ? ["dashboard.read", "dashboard.seeShares", "dashboard.seeVersions", "dashboard.seeDraft"]
          : scope === "write"
            ? ["dashboard.update"]
            : [],
      );
    }
  });
});

describe("can, over groups", () => {
  it("is the admins', by tokens with their scope only", () => {
    expect(ROLES.filter((role) => can(as(role), "group.manage"))).toEqual(["admin"]);
    const token = (scopes: "write" | "admin") =>
      testViewer({ role: "admin", tokenId: "t", scopes: [scopes] });
    expect(can(token("write"), "group.manage")).toBe(false);
    expect(can(token("admin"), "group.manage")).toBe(true);
  });
});

describe("can, over exports", () => {
  const from = (exportFrom: Role) => (role: Role) =>
    can(
      testViewer({ role, workspace: { editorsCreate: true, viewersFormat: true, exportFrom } }),
      "export.run",
    );

  it("is for the role that the workspace names and those above it", () => {
    expect(ROLES.filter(from("viewer"))).toEqual(["viewer", "editor", "admin"]);
    expect(ROLES.filter(from("editor"))).toEqual(["editor", "admin"]);
    expect(ROLES.filter(from("admin"))).toEqual(["admin"]);
  });

  it("asks a token for its own scope", () => {
    const may = SCOPES.filter((scope) =>
      can(testViewer({ role: "admin", tokenId: "t", scopes: [scope] }), "export.run"),
    );
    expect(may).toEqual(["export"]);
  });
});

describe("narrowedBy", () => {
  it("names a setting only where that is what takes the action away", () => {
    const strict = { editorsCreate: false, viewersFormat: false, exportFrom: "admin" } as const;
    const editor = testViewer({ role: "editor", workspace: strict });
    expect(narrowedBy(editor, "dashboard.create")).toEqual({ setting: "editorsCreate", least: "admin" });
    expect(narrowedBy(editor, "view.format")).toBeNull();
    expect(narrowedBy(editor, "export.run")).toEqual({ setting: "exportFrom", least: "admin" });
    expect(narrowedBy(editor, "dashboard.update")).toBeNull();
    // The ladder alone refuses here.
    expect(narrowedBy(as("viewer"), "dashboard.create")).toBeNull();
  });
});
