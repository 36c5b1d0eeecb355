/** `lookflex pull` */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseDocument } from "@/lib/dashboards/parse-document";
import type { Dashboard, SpecIssue } from "@/lib/dashboards/schema";
import { writeYaml } from "@/lib/dashboards/write-yaml";
import { errorText } from "@/lib/error-message";
import { AppError } from "@/lib/errors";
import { type CommandContext, text as optionOf } from "../command";
import { type CodeFile, DEFAULT_FOLDER, readFolder } from "./code-files";
import { withServer } from "./code-server";
import { readManifest, writeManifest } from "./manifest";

/** Which schema editors complete a file by. */
const MODELINE = /^#\s*yaml-language-server:.*\n/m;

/** Writes one, and says what became of its file. @throws Error, AppError where it can't be */
function pullOne(yaml: string, folder: string, files: readonly CodeFile[], schema: string): void {
  // Before the document is checked: what is left of a broken one may be no document.
  const { issues } = parse(yaml) as { issues?: SpecIssue[] };
  if (issues) {
    // The rest would take the broken parts' place where it is published.
    const where = issues.map(({ path: at }) => at).join(", ");
    throw new Error(`left out, for parts of it are broken: ${where}`);
  }
  const { spec, version } = parseDocument({ format: "yaml", text: yaml });
  const before = files.find(({ slug }) => slug === spec.slug);
  const file = before?.file ?? `${spec.slug}.yml`;
  const written = writeYaml({ ...spec, version } as Dashboard, before?.text ?? yaml);
  // Where the schema lies is a matter of the folder: what the file was elsewhere says nothing of this one.
  const text = before
    ? written
    : `# yaml-language-server: $schema=${schema}\n${written.replace(MODELINE, "")}`;
  if (text !== before?.text) writeFileSync(path.join(folder, file), text);
  console.log(`${file}: ${before ? (text === before.text ? "unchanged" : "updated") : "created"}`);
}

/** Why one was not pulled. */
const reasonOf = (error: unknown): string =>
  error instanceof AppError
    ? [error, ...error.fields].map(({ key, values }) => errorText(key, "en", values)).join(" ")
    : error instanceof Error
      ? error.message
      : String(error);

/** `lookflex pull [dir] [slug…]` @returns 1 where one could not be written */
export function pullFiles(context: CommandContext): Promise<number> {
  const [dir = DEFAULT_FOLDER, ...slugs] = context.arguments;
  const folder = path.resolve(context.cwd, dir);
  return withServer(context, async (server) => {
    const files = readFolder(folder) ?? [];
    const schema = optionOf(context, "schema") ?? `${server.siteUrl}/api/v1/schemas/dashboard.json`;
    const there = await server.list();
    const unknown = slugs.filter((slug) => !there.includes(slug));
    if (unknown.length > 0) throw new Error(`there is no dashboard ${unknown.join(", ")}`);
    mkdirSync(folder, { recursive: true });
    const pulled: string[] = [];
    let failed = false;
    for (const slug of slugs.length > 0 ? slugs : [...there].sort()) {
      try {
        pullOne(await server.read(slug), folder, files, schema);
        pulled.push(slug);
      } catch (error) {
        // One that can't be pulled keeps no other from it.
        console.error(`${slug}: ${reasonOf(error)}`);
        failed = true;
      }
    }
    writeManifest(folder, [...readManifest(folder).filter((slug) => there.includes(slug)), ...pulled]);
    for (const { file, slug } of files)
      if (!there.includes(slug)) console.log(`${file}: its dashboard “${slug}” is gone`);
    return failed ? 1 : 0;
  });
}
