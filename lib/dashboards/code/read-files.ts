/** Files as documents, and what is wrong with them by file and line. */
import { setImmediate } from "node:timers/promises";
import { type CodeInput, type CodeProblem, MOST_CODE_BYTES } from "@/lib/dashboards/code/schema";
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
  /** What it says of the publication. */
  message: string | undefined;
}

export interface ReadFiles {
  /** Those that can be read, the first of each slug. */
  files: ReadFile[];
  problems: CodeProblem[];
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

/**
 * Reads files one by one, letting others have their turn between them.
 * @throws AppError FILE_001 where all together are too long
 */
export async function readFiles(documents: CodeInput["documents"], locale: Locale): Promise<ReadFiles> {
  if (documents.reduce((sum, { text }) => sum + text.length, 0) > MOST_CODE_BYTES)
    throw new AppError("FILE_001", { values: { limit: `${MOST_CODE_BYTES / 1_000_000} MB` } });
  const files = new Map<string, ReadFile>();
  const problems: CodeProblem[] = [];
  for (const { file, text } of documents) {
    await setImmediate();
    try {
      const { spec, version, message: said, isSalvage } = parseDocument({ format: "yaml", text });
      if (isSalvage) throw new AppError("INPUT_001", { key: "formatBroken" });
      const other = files.get(spec.slug);
      if (!other) files.set(spec.slug, { file, text, spec, version, message: said });
      else {
        const twice = { path: "slug", key: "slugInFiles", values: { slug: spec.slug, file: other.file } };
        problems.push(...problemsOf({ file, text }, new AppError("INPUT_001", { fields: [twice] }), locale));
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(...problemsOf({ file, text }, error, locale));
    }
  }
  return { files: [...files.values()], problems };
}
