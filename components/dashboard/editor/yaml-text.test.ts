import { describe, expect, it, vi } from "vitest";
import { createEditorStore } from "@/components/dashboard/editor/editor-store";
import {
  applyText,
  dropText,
  hearText,
  isTextWrong,
  keepText,
  leavesOutBroken,
  seedText,
  textFor,
  typedText,
} from "@/components/dashboard/editor/yaml-text";
import { rawYaml } from "@/lib/dashboards/raw-yaml";
import { SALES, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { writeYaml } from "@/lib/dashboards/write-yaml";

// React as the server has it knows no context, which the store's file makes one of.
vi.mock("react", () => ({ createContext: () => null, use: () => null, default: {} }));

const datasets = [SALES];
const source = writeYaml(sampleSpec()).replace("  - id: daily", "  # By day.\n  - id: daily");

function open(start: { source?: string; raw?: string } = { source }) {
  const store = createEditorStore(sampleSpec());
  const present = () => store.getState().history.present;
  const show = () => textFor(store, present(), { ...start, datasets });
  show();
  const type = (change: (text: string) => string) => {
    keepText(store, change(show().text));
    return applyText(store, datasets);
  };
  const rename = (name: string) => store.getState().change("name", (spec) => ({ ...spec, name }));
  return { store, present, show, type, rename };
}

describe("the YAML tab's text", () => {
  it("begins as the document was written, comments and all", () => {
    expect(open().show().text).toBe(source);
    expect(open({}).show().text).toBe(writeYaml(sampleSpec()));
  });

  it("becomes the document when it is right: one step until it is settled, and what did not change is the same", () => {
    const { store, present, show, type } = open();
    const before = present();
    type((text) => text.replace("measure: margin", "measure: roi"));
    type((text) => text.replace("# By day.", "# By day, at last."));
    type((text) => text.replace("isPublic: true", "isPublic: false"));
    expect(present().widgets[1]).toMatchObject({ chart: { measure: "roi" } });
    expect(present().widgets[0]).toBe(before.widgets[0]);
    expect(present().layout).toBe(before.layout);
    expect(store.getState().history.past).toHaveLength(1);
    expect(show().text).toContain("# By day, at last.");
    store.getState().settle();
    type((text) => text.replace("isPublic: false", "isPublic: true"));
    expect(store.getState().history.past).toHaveLength(2);
  });

  it("is kept while it is wrong, also while the tab is away; the document stays what was right last", () => {
    const { store, present, show, type, rename } = open();
    const before = present();
    type((text) => text.replace("kind: bar", "kind: sph"));
    expect(present()).toBe(before);
    expect(show()).toMatchObject({ read: { spec: null, faults: [{ path: "widgets.1.chart.kind" }] } });
    const wrong = show().text;
    rename("Meanwhile");
    expect(show().text).toBe(wrong);
    expect(show().beside).not.toBe(present());
    expect(typedText(store)).toBe(wrong);
    expect(isTextWrong(store)).toBe(true);

    dropText(store, datasets);
    expect(show().text).toContain("name: Meanwhile\n");
    expect(show()).toMatchObject({ read: { faults: [] } });
  });

  it("follows changes and undoing elsewhere, its comments where they were", () => {
    const { store, show, type, rename } = open();
    rename("Elsewhere");
    expect(show().text).toContain("name: Elsewhere\n");
    expect(show().text).toContain("  # By day.\n  - id: daily\n");
    type((text) => text.replace("name: Elsewhere", "name: Here # for now"));
    store.getState().undo();
    expect(show().text).toContain("name: Elsewhere # for now\n");
    store.getState().undo();
    expect(show().text).toContain("  # By day.\n  - id: daily\n");
    expect(show().beside).toEqual(sampleSpec());
    store.getState().redo();
    expect(show().text).toContain("name: Elsewhere");
  });

  it("mends a stored document: the parts left out come back", () => {
    const whole = sampleSpec();
    const raw = rawYaml({
      ...whole,
      widgets: [{ ...whole.widgets[0], type: "gauge" }, ...whole.widgets.slice(1)],
    });
    const store = createEditorStore({ ...whole, widgets: whole.widgets.slice(1) });
    const show = () => textFor(store, store.getState().history.present, { raw, datasets });
    expect(show()).toMatchObject({ text: raw, read: { spec: null, faults: [{ path: "widgets.0.type" }] } });
    const widgetId = whole.widgets[0]?.id ?? "";
    const issues = [
      { path: "widgets.0.type", message: "", widgetId },
      { path: "controls.0", message: "" },
    ];
    expect(leavesOutBroken(store, issues)).toBe(true);
    expect(leavesOutBroken(store, [])).toBe(false);
    keepText(store, raw.replace("gauge", "dial"));
    applyText(store, datasets);
    expect(leavesOutBroken(store, issues)).toBe(true);
    keepText(store, raw.replace("gauge", "kpi"));
    applyText(store, datasets);
    expect(leavesOutBroken(store, issues)).toBe(false);
    expect(store.getState().history.present).toEqual(whole);
    expect(show().read.faults).toEqual([]);
  });

  it("begins with a draft's text as it was left where it is wrong, else with what the document has more", () => {
    const wrong = source.replace("kind: bar", "kind: [bar");
    const store = createEditorStore(sampleSpec());
    seedText(store, wrong, datasets);
    const show = () => textFor(store, store.getState().history.present, { datasets });
    expect(show().text).toBe(wrong);
    expect([typedText(store), isTextWrong(store)]).toEqual([wrong, true]);

    const changed = createEditorStore({ ...sampleSpec(), name: "Meanwhile" });
    seedText(changed, source, datasets);
    expect(typedText(changed)).toContain("name: Meanwhile\n");
    expect(typedText(changed)).toContain("  # By day.\n");
    expect(isTextWrong(changed)).toBe(false);
    seedText(changed, null, datasets);
    expect(typedText(changed)).toBeNull();
  });

  it("is told of with every writing, and is nobody's until somebody wrote in it", () => {
    const { store, show } = open();
    const heard: (string | null)[] = [];
    const stop = hearText(store, () => heard.push(typedText(store)));
    expect(show().text).toBe(source);
    expect(typedText(store)).toBeNull();
    keepText(store, "widgets: [");
    stop();
    keepText(store, "widgets: [{");
    expect(heard).toEqual(["widgets: ["]);
  });

  it("is each editor's own", () => {
    const [one, other] = [open(), open()];
    one.type((text) => text.replace("isPublic: true", "isPublic: no"));
    expect(other.show().text).toBe(source);
  });
});
