import "server-only";
import { readFileSync } from "node:fs";
import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** A pack's file, checked. */
export interface YamlFile<T> {
  value: T;
  /** An error that names the file and, per issue, its line and what is wrong there. */
  refuse(issues: readonly Issue[]): Error;
}

/** Reads one YAML file by a schema. @param label how errors name the file. @throws Error naming file, line and fault. */
export function readYaml<T>(file: string, label: string, schema: z.ZodType<T>): YamlFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  const [broken] = document.errors;
  if (broken) throw new Error(`${label}:${lineAt(broken.pos[0])}: ${broken.message}`);

  const lineOf = (path: readonly PropertyKey[]): number => {
    // What is missing has no line: the nearest parent's tells where to add it.
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node)) return lineAt(node.range?.[0]);
    }
    return 1;
  };
  const refuse = (issues: readonly Issue[]) =>
    new Error(
      issues
        .map(
          ({ path, message }) =>
            `${label}:${lineOf(path)}: ${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`,
        )
        .join("\n"),
    );

  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (!parsed.success) throw refuse(parsed.error.issues.flatMap(innermost));
  return { value: parsed.data, refuse };
}

/** Of a union, the branch that was meant: the one that got furthest. */
function innermost(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const depth = (issues: readonly z.core.$ZodIssue[]) => Math.min(...issues.map((i) => i.path.length));
  const [best] = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
  return (best ?? []).flatMap(innermost).map((inner) => ({
    path: [...issue.path, ...inner.path],
    message: inner.message,
  }));
}
