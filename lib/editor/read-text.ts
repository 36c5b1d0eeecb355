/** A dashboard's YAML as it is being written: the document, or what is wrong with it and where. Pure. */
import { findUnknownNames } from "@/lib/dashboards/find-unknown-names";
import type { NamedDataset } from "@/lib/dashboards/name-check";
import { parseDocument } from "@/lib/dashboards/parse-document";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { AppError, type FieldIssue } from "@/lib/errors";
import { faultPath, locateIn } from "@/lib/yaml/locate";

/** A fault of the text: a key of `errors` with its values, at these characters. */
export interface TextFault {
  from: number;
  to: number;
  /** From 1. */
  line: number;
  /** In the document; empty where all of it is meant. */
  path: string;
  key: string;
  values: Record<string, string | number>;
}

export interface ReadText {
  /** Null while the text can't stand for the document. */
  spec: DashboardSpec | null;
  faults: TextFault[];
}

/** A line without its indent. */
function lineAt(text: string, line: number): Pick<TextFault, "from" | "to"> {
  const lines = text.split("\n");
  const at = Math.min(line, lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0);
  const content = lines[at] ?? "";
  return { from: start + (content.length - content.trimStart().length), to: start + content.length };
}

function faultsOf(text: string, fields: readonly FieldIssue[]): TextFault[] {
  const locate = locateIn(text);
  return fields
    .map(({ path, key, values = {} }) => {
      const known = typeof values.line === "number" ? values.line : undefined;
      const about = faultPath({ path, key, values });
      // A fault of writing has its line; what was read so far would have it elsewhere.
      const place = about === "" && known !== undefined ? null : locate(about);
      const line = place?.line ?? known ?? 1;
      // All of a part would be marked: its first line tells where it begins.
      const { from, to } = lineAt(text, line);
      const range = place ? { from: place.from, to: Math.min(place.to, to) } : { from, to };
      return { ...range, line, path, key, values };
    })
    .sort((a, b) => a.from - b.from);
}

/** What a name is and says, wherever it stands. */
const nameOf = ({ key, values }: FieldIssue): string => JSON.stringify([key, values?.kind, values?.name]);

/**
 * Reads the text. Names that no dataset has are faults; those that the document named already don't keep it from changing
 * elsewhere, or one column that is gone would close the editor.
 * @param now the document as it stands: its address stays
 * @param datasets names are not checked without
 */
export function readText(text: string, now: DashboardSpec, datasets?: readonly NamedDataset[]): ReadText {
  try {
    const { spec } = parseDocument({ format: "yaml", text }, now.slug);
    if (spec.slug !== now.slug) {
      const stays = { path: "slug", key: "slugStays", values: { slug: now.slug } };
      return { spec: null, faults: faultsOf(text, [stays]) };
    }
    const unknown = datasets ? findUnknownNames(spec, datasets) : [];
    if (unknown.length === 0) return { spec, faults: [] };
    const before = new Set(findUnknownNames(now, datasets ?? []).map(nameOf));
    const isNew = unknown.some((issue) => !before.has(nameOf(issue)));
    return { spec: isNew ? null : spec, faults: faultsOf(text, unknown) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields =
      error.fields.length > 0 ? error.fields : [{ path: "", key: error.key, values: error.values }];
    return { spec: null, faults: faultsOf(text, fields) };
  }
}
