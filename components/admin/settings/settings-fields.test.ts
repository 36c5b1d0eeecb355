import { describe, expect, it } from "vitest";
import { SETTING_NAMES, type Settings, SettingsChange, type SettingsDocument } from "@/lib/settings/schema";
import { changedBetween, changeOf, fieldsOf, SettingsFields } from "./settings-fields";

const defaults: Settings = {
  name: "LookFlex",
  accent: null,
  locale: "ko",
  timezone: "Asia/Seoul",
  currency: "KRW",
  weekStart: 1,
  fiscalYearStart: 1,
  sessionIdleDays: 7,
  sessionRenewMinutes: 15,
  editorsCreate: true,
  viewersFormat: true,
  exportFrom: "viewer",
};
const own: Settings = {
  name: "Acme 보고",
  accent: "#0a7d55",
  locale: "en",
  timezone: "Europe/London",
  currency: "GBP",
  weekStart: 0,
  fiscalYearStart: 4,
  sessionIdleDays: 2,
  sessionRenewMinutes: 30,
  editorsCreate: false,
  viewersFormat: false,
  exportFrom: "admin",
};
const nothing = Object.fromEntries(SETTING_NAMES.map((name) => [name, null])) as SettingsDocument["values"];
const issues = (change: Partial<SettingsFields>) =>
  SettingsFields.safeParse({ ...fieldsOf({ values: nothing, defaults }), ...change }).error?.issues.map(
    ({ path, message }) => `${path.join(".")} ${message}`,
  );

describe("the settings' form", () => {
  it("hands back what it was given, as a change the schema takes", () => {
    const change = changeOf(fieldsOf({ values: own, defaults }), SETTING_NAMES);
    expect(change).toEqual(own);
    expect(SettingsChange.parse({ version: 3, ...change })).toEqual({ version: 3, ...own });
  });

  it("asks for the default where a field is empty", () => {
    const fields = fieldsOf({ values: nothing, defaults });
    expect(SettingsFields.parse(fields)).toEqual(fields);
    const rights = { editorsCreate: true, viewersFormat: true, exportFrom: "viewer" };
    expect(changeOf(fields, SETTING_NAMES)).toEqual({ ...nothing, ...rights });
    expect(changeOf(fields, ["weekStart"])).toEqual({ weekStart: null });
  });

  it.each<[Partial<SettingsFields>, string]>([
    [{ name: "가".repeat(61) }, "name nameTooLong"],
    [{ name: "a\u202eb" }, "name nameWrong"],
    [{ accent: "red" }, "accent accentWrong"],
    [{ sessionIdleDays: "0" }, "sessionIdleDays idleWrong"],
    [{ sessionIdleDays: "1.5" }, "sessionIdleDays idleWrong"],
    [{ sessionIdleDays: "366" }, "sessionIdleDays idleWrong"],
    [{ sessionRenewMinutes: "721" }, "sessionRenewMinutes renewWrong"],
    [{ sessionRenewMinutes: "soon" }, "sessionRenewMinutes renewWrong"],
  ])("says what is wrong with %j", (change, issue) => expect(issues(change)).toEqual([issue]));

  it("knows what somebody else changed", () => {
    expect(changedBetween({ values: nothing }, { values: { ...nothing, name: "B", weekStart: 0 } })).toEqual([
      "name",
      "weekStart",
    ]);
  });
});
