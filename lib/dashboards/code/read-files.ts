/** Files as documents, and what is wrong with them by file and line. Pure. */
import type { CodeInput, CodeProblem } from "@/lib/dashboards/code/schema";
import { parseDocument } from "@/lib/dashboards/parse-document";
import type { DashboardSpec } from "@/lib/dashboards/schema";
import { errorText } from "@/lib/error-message";
import { AppError, type FieldIssue } from "@/lib/errors";
import { faultPath, locateIn } from "@/lib/yaml/locate";

export interface ReadFile {
  file: string;
  text: string;
  spec: DashboardSpec;
  /** That the file names. */
  version: number | undefined;
}

type Locale = "en" | "ko";

/** The line as its own, for programs; in the message it would stand twice. */
const message = ({ key, values = {} }: FieldIssue, locale: Locale) => errorText(key, locale, values);

/** Faults of a file with the lines they are in. */
export function problemsOf(
  { file, text }: { file: string; text: string },
  error: AppError,
  locale: Locale,
): CodeProblem[] {
  if (error.fields.length === 0)
    return [{ file, line: null, path: "", message: errorText(error.key, locale, error.values) }];
  const locate = locateIn(text);
  return error.fields.map((field) => {
    const known = typeof field.values?.line === "number" ? field.values.line : null;
    const about = faultPath(field);
    const line = about === "" ? known : (locate(about)?.line ?? known);
    return { file, line, path: field.path, message: message(field, locale) };
  });
}

/** The files that can be read, the first of each slug, and what is wrong with the others. */
export function readFiles(
  documents: CodeInput["documents"],
  locale: Locale,
): { files: ReadFile[]; problems: CodeProblem[] } {
  const files: ReadFile[] = [];
  const problems: CodeProblem[] = [];
  for (const { file, text } of documents) {
    try {
      const { spec, version } = parseDocument({ format: "yaml", text });
      const other = files.find((known) => known.spec.slug === spec.slug);
      if (!other) files.push({ file, text, spec, version });
      else {
        const twice = { path: "slug", key: "slugInFiles", values: { slug: spec.slug, file: other.file } };
        problems.push(...problemsOf({ file, text }, new AppError("INPUT_001", { fields: [twice] }), locale));
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(...problemsOf({ file, text }, error, locale));
    }
  }
  return { files, problems };
}
