/** `lookflex plan` and `lookflex apply` */
import path from "node:path";
import type { CodeInput, CodePlan } from "@/lib/dashboards/code/schema";
import { parseDocument } from "@/lib/dashboards/parse-document";
import { localText } from "@/lib/format/format";
import type { CommandContext } from "../command";
import { type CodeFile, DEFAULT_FOLDER, readFolder } from "./code-files";
import { withServer } from "./code-server";
import { readManifest, writeManifest } from "./manifest";
import { exitCode, printPlan } from "./print-plan";

const coloured = () => process.stdout.isTTY === true && !process.env.NO_COLOR;

/** The titles of widgets, as the files have them. */
function titles(files: readonly CodeFile[]): (slug: string, widget: string) => string | undefined {
  const found = new Map<string, string>();
  for (const { slug, text } of files) {
    try {
      for (const { id, title } of parseDocument({ format: "yaml", text }).spec.widgets)
        if (title !== undefined) found.set(`${slug} ${id}`, localText(title, "en"));
    } catch {
      // Its faults are in the plan.
    }
  }
  return (slug, widget) => found.get(`${slug} ${widget}`);
}

function readInput({ arguments: [dir = DEFAULT_FOLDER], cwd, values }: CommandContext) {
  const folder = path.resolve(cwd, dir);
  const files = readFolder(folder);
  if (!files) throw new Error(`there is no folder ${folder}: lookflex pull ${dir} makes it`);
  const input: CodeInput = {
    documents: files.map(({ file, text }) => ({ file, text })),
    managed: readManifest(folder),
    prune: values.prune === true,
  };
  const show = (plan: CodePlan) => {
    for (const line of printPlan(plan, { colours: coloured(), titleOf: titles(files) })) console.log(line);
  };
  return { folder, input, show };
}

/** `lookflex plan [dir]` */
export function planFiles(context: CommandContext): Promise<number> {
  const { input, show } = readInput(context);
  return withServer(context, async (server) => {
    const plan = await server.plan(input);
    show(plan);
    return exitCode(plan);
  });
}

/** `lookflex apply [dir]` @returns 1 where it was refused */
export function applyFiles(context: CommandContext): Promise<number> {
  const { folder, input, show } = readInput(context);
  const force = context.values.force === true;
  return withServer(context, async (server) => {
    const plan = await server.plan(input);
    show(plan);
    if (exitCode(plan, force) === 1) {
      const drifts = plan.problems.length === 0;
      console.error(
        `Nothing was published${drifts ? ": pull what was published otherwise, or overwrite it with --force" : ""}`,
      );
      return 1;
    }
    // Also where nothing is to do: comments may be others.
    const { dashboards } = await server.apply({ ...input, force });
    for (const { slug, action, version } of dashboards)
      if (action !== "unchanged")
        console.log(version === null ? `${slug}: in the bin` : `${slug}: version ${version}`);
    const gone = new Set(dashboards.filter(({ action }) => action === "delete").map(({ slug }) => slug));
    const held = [...(input.managed ?? []), ...dashboards.map(({ slug }) => slug)];
    writeManifest(
      folder,
      held.filter((slug) => !gone.has(slug)),
    );
    return 0;
  });
}
