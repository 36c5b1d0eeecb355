/** Who may import whom, each rule with its reason; docs/architecture.md tells the whole. Pure: files in, faults out. */

interface ImportRule {
  name: string;
  reason: string;
  from: RegExp;
  /** Files of `from` that the rule does not bind. */
  except?: RegExp;
  /** What they may not import: a path from the root, or a package's name. */
  to: RegExp;
  /** What of `to` they may. */
  allow?: RegExp;
  /** Types vanish in the build; most rules are about what runs. */
  typesToo?: boolean;
}

const NOUNS = "dashboards|favorites|groups|invitations|rollups|sessions|syncs|tokens|users|views";
const VERB = "(get|list|create|update|delete|revoke|accept|save|set|add|remove)-";

export const IMPORT_RULES: readonly ImportRule[] = [
  {
    name: "app-not-to-db",
    reason:
      "routes read params, call a verb and compose; a query in a route escapes the verb's authorisation",
    from: /^app\//,
    to: /^db\//,
  },
  {
    name: "components-draw",
    reason: "a component draws what it is given, in the browser too: it reaches neither rows nor routes",
    from: /^components\//,
    to: /^(db|app)\//,
    typesToo: true,
  },
  {
    name: "lib-not-upwards",
    reason: "lib serves pages, the API, the CLI and jobs alike, so it knows none of them",
    from: /^lib\//,
    to: /^(app|cli|components|scripts|tests)\//,
    typesToo: true,
  },
  {
    name: "db-lowest",
    reason: "the database layer knows its connection and nothing of what is built on it",
    from: /^db\//,
    to: /^(app|cli|components|lib|packs)\//,
    allow: /^lib\/env$/,
  },
  {
    name: "foundations-alone",
    reason: "everything imports these, browser code too; what they import would be everywhere",
    from: /^lib\/(access\/roles|errors|env)\.ts$/,
    to: /^(app|cli|components|db|lib|packs)\//,
    typesToo: true,
  },
  {
    name: "format-alone",
    reason: "formatting is pure and the same in server, browser and exports",
    from: /^lib\/format\//,
    to: /^(app|cli|components|db|lib|packs)\//,
    allow: /^lib\/format\//,
  },
  {
    name: "query-not-to-nouns",
    reason:
      "the query pipeline serves every noun; knowing one would make it that noun's, what rollups there are aside",
    from: /^lib\/query\//,
    to: new RegExp(`^lib/(${NOUNS}|export)/`),
    allow: /^lib\/rollups\/rollup-catalogue$/,
  },
  {
    name: "pure-planning",
    reason:
      "planning and compiling are compared, cached and tested without a database; execute alone runs anything",
    from: /^lib\/query\//,
    except: /^lib\/query\/execute[^/]*$/,
    to: /^(db\/|(postgres|@duckdb\/node-api)$|node:(net|child_process))/,
  },
  {
    name: "noun-keeps-to-itself",
    reason: "a verb across nouns belongs to the noun that starts it and hands its transaction on",
    from: new RegExp(`^lib/(${NOUNS})/`),
    to: new RegExp(`^lib/(?<noun>${NOUNS})/${VERB}`),
  },
  {
    name: "one-echarts",
    reason: "charts are registered piece by piece in one place on each side; another import ships all of it",
    from: /^(app|components|lib)\//,
    except: /^(components|lib)\/chart\//,
    to: /^echarts(\/|-for-react|$)/,
  },
  {
    name: "bench-from-outside",
    reason:
      "what is timed is what people get: the engine's own calls and the served product, not its parts by other ways",
    from: /^bench\//,
    to: /^(app|components|tests)\//,
    typesToo: true,
  },
  {
    name: "product-not-to-tests",
    reason: "what only tests and benchmarks need must not ship",
    from: /^(app|cli|components|db|lib|packs)\//,
    to: /(^(bench|tests)\/|\.test$|^(vitest|@playwright\/test|fast-check)$)/,
    typesToo: true,
  },
];

export interface Fault {
  file: string;
  line: number;
  rule: string;
  message: string;
}

interface Import {
  /** Path from the root without extension, or the package's specifier. */
  target: string;
  typeOnly: boolean;
  line: number;
}

const STATIC = /^[ \t]*(?:import|export)\s+(type\s)?(?:[\w$*\s{},]+?\sfrom\s+)?["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']/g;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

function resolve(file: string, specifier: string): string {
  if (!specifier.startsWith(".") && !specifier.startsWith("@/")) return specifier;
  const folder = specifier.startsWith("@/") ? "" : file.replace(/\/?[^/]*$/, "");
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of specifier.replace(/^@\//, "").split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/").replace(/\.(ts|tsx|mjs|js)$/, "");
}

/** Every import of a source text, dynamic ones too. */
export function importsOf(file: string, source: string): Import[] {
  // Comments keep their length, so that lines stay right.
  const code = source.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, " "));
  const lineAt = (index: number) => code.slice(0, index).split("\n").length;
  const found: Import[] = [];
  for (const match of code.matchAll(STATIC)) {
    const at = match.index + match[0].length;
    found.push({ target: resolve(file, match[2] ?? ""), typeOnly: match[1] !== undefined, line: lineAt(at) });
  }
  for (const match of code.matchAll(DYNAMIC)) {
    found.push({ target: resolve(file, match[1] ?? ""), typeOnly: false, line: lineAt(match.index) });
  }
  return found;
}

const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith("tests/");
const SERVER_ONLY = /^db\/(?!schema\/)|^(postgres|@node-rs\/argon2|@duckdb\/node-api)$/;

/** Code of lib that reaches the database or hashes passwords says so first: a browser bundle with it must fail to build. */
function serverOnlyFault(file: string, source: string, imports: Import[]): Fault | null {
  if (!file.startsWith("lib/") || file === "lib/env.ts") return null;
  const reached = imports.find(({ target, typeOnly }) => !typeOnly && SERVER_ONLY.test(target));
  if (!reached || /^import "server-only";/m.test(source) || /^\s*"use server"/.test(source)) return null;
  const message = `imports ${reached.target}, so it starts with import "server-only": a browser bundle with it must fail to build`;
  return { file, line: reached.line, rule: "server-only", message };
}

/** Rings of files that import each other: none can be read, tested or replaced alone. One fault a ring. */
function cycles(
  graph: ReadonlyMap<string, readonly Import[]>,
  fileOf: (target: string) => string | undefined,
): Fault[] {
  const faults: Fault[] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string) => {
    state.set(file, "open");
    path.push(file);
    for (const { target, typeOnly, line } of graph.get(file) ?? []) {
      const next = typeOnly ? undefined : fileOf(target);
      if (next === undefined) continue;
      if (state.get(next) === "open") {
        const ring = [...path.slice(path.indexOf(next)), next].join(" → ");
        faults.push({
          file,
          line,
          rule: "no-cycle",
          message: `files that import each other can't be replaced alone: ${ring}`,
        });
      } else if (!state.has(next)) visit(next);
    }
    path.pop();
    state.set(file, "done");
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return faults;
}

/** Checks sources, keyed by their path from the root. Tests may import what they like. */
export function checkImports(sources: ReadonlyMap<string, string>): Fault[] {
  const faults: Fault[] = [];
  const graph = new Map<string, Import[]>();
  const known = new Map<string, string>();
  for (const file of sources.keys()) known.set(file.replace(/\.tsx?$/, ""), file);
  for (const [file, source] of sources) {
    if (isTest(file)) continue;
    const imports = importsOf(file, source);
    graph.set(file, imports);
    const unmarked = serverOnlyFault(file, source, imports);
    if (unmarked) faults.push(unmarked);
    for (const rule of IMPORT_RULES) {
      if (!rule.from.test(file) || rule.except?.test(file)) continue;
      for (const { target, typeOnly, line } of imports) {
        const match = rule.to.exec(target);
        if (!match || (typeOnly && !rule.typesToo) || rule.allow?.test(target)) continue;
        const noun = match.groups?.noun;
        if (noun !== undefined && file.startsWith(`lib/${noun}/`)) continue;
        faults.push({ file, line, rule: rule.name, message: `imports ${target}: ${rule.reason}` });
      }
    }
  }
  return [...faults, ...cycles(graph, (target) => known.get(target))];
}
