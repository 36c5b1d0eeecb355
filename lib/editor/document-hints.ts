/** What may be written at a place of a dashboard's YAML: by its schema, and by the names its datasets have. Pure. */
import { specSchema } from "@/lib/dashboards/dashboard-schema";
import { type HintSchema, type Hints, type NameHint, type Path, schemaHints } from "@/lib/yaml/schema-hints";

/** A dataset, as far as its names are offered. */
export interface HintDataset {
  id: string;
  label?: string;
  dimensions: readonly { name: string; label?: string }[];
  measures: readonly { name: string; label?: string }[];
}

let root: HintSchema | null = null;
const rootSchema = (): HintSchema => {
  root ??= specSchema();
  return root;
};

const MEASURES = new Set(["measure", "measures", "metrics", "bars", "lines", "size"]);
const DIMENSIONS = new Set(["dimension", "dimensions", "groups", "series", "points", "by", "date"]);
const BOTH = new Set(["column", "frozenColumns", "frozenRight", "hidden", "order", "wrap"]);

const at = (value: unknown, step: string | number): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
const hint = ({ name, label }: { name: string; label?: string }): NameHint =>
  label === undefined ? { name } : { name, detail: label };

/** The key that says what a value is: of a list's item the list's. */
function keyOf(path: Path): string | undefined {
  const named = path.filter((step) => typeof step === "string");
  const last = named.at(-1);
  // `dimensions: [{ name: … }]`, `x: { name: … }`
  return last === "name" ? (named.at(-2) ?? last) : last;
}

function namesOf(path: Path, document: unknown, datasets: readonly HintDataset[]): NameHint[] | null {
  if (path.at(-1) === "dataset")
    return datasets.map(({ id, label }) => hint({ name: id, ...(label === undefined ? {} : { label }) }));
  const [list, index] = path;
  if ((list !== "widgets" && list !== "controls") || index === undefined) return null;
  const part = at(at(document, list), index);
  const key = keyOf(path) ?? "";
  if (key === "ignores") {
    const controls = at(document, "controls");
    if (!Array.isArray(controls)) return null;
    return controls.flatMap((control) => {
      const name = at(control, "type") === "date_range" ? "date" : at(control, "name");
      return typeof name === "string" ? [{ name }] : [];
    });
  }
  const dataset = datasets.find(({ id }) => id === at(part, "dataset"));
  if (!dataset) return null;
  const own = path.at(-1) === "name";
  const isAxis = own && (key === "x" || key === "y");
  const isFilter = own && key === "filters";
  const measures = MEASURES.has(key) || BOTH.has(key) || isFilter;
  const dimensions = DIMENSIONS.has(key) || BOTH.has(key) || isAxis || isFilter;
  if (!measures && !dimensions) return null;
  return [...(dimensions ? dataset.dimensions : []), ...(measures ? dataset.measures : [])].map(hint);
}

/** @param datasets those the editor may see */
export const documentHints = (text: string, place: number, datasets: readonly HintDataset[]): Hints | null =>
  schemaHints(rootSchema(), text, place, "yaml", (path, document) => namesOf(path, document, datasets));
