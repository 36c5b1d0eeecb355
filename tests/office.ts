/** LibreOffice, as somebody who opens a file that was written here. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The program the test harness has found; the tests that need it are skipped without. */
export const officeProgram = process.env.LOOKFLEX_TEST_OFFICE;

/** It starts in a second or two; one that hangs must not hold up the tests for ever. */
const LONGEST_MS = 180_000;
/** Commas, quotes where needed, UTF-8, from the first line; values and not how they look; every sheet a file. */
const CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

async function run(args: readonly string[]): Promise<string> {
  // A group of its own: the program is a script that starts others.
  const child = spawn(officeProgram ?? "", args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, "SIGKILL"), LONGEST_MS);
  try {
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`LibreOffice ended with ${code}: ${said}`);
    return said;
  } finally {
    clearTimeout(timer);
  }
}

/** The files LibreOffice makes of one, by their names. @throws where it can't open the file */
async function convert(file: string, to: string): Promise<Map<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), "lookflex-office-"));
  try {
    const profile = pathToFileURL(path.join(folder, "profile")).href;
    const out = path.join(folder, "out");
    const own = [`-env:UserInstallation=${profile}`, "--headless"];
    const said = await run([...own, "--convert-to", to, "--outdir", out, file]);
    // It ends well even where it could not open the file.
    const names = await readdir(out).catch(() => []);
    if (names.length === 0) throw new Error(`LibreOffice wrote nothing: ${said}`);
    const files = names.map(async (name) => [name, await readFile(path.join(out, name), "utf8")] as const);
    return new Map(await Promise.all(files));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Each sheet of a workbook as LibreOffice reads it, by its name: CSV, days as they look, numbers in full.
 * @throws where it can't open the file
 */
export async function convertToCsv(file: string): Promise<Map<string, string>> {
  const base = `${path.basename(file, path.extname(file))}-`;
  const files = await convert(file, CSV);
  return new Map([...files].map(([name, text]) => [name.slice(base.length, -".csv".length), text]));
}

/** A workbook as LibreOffice keeps it, in one XML document. */
export async function convertToXml(file: string): Promise<string> {
  return [...(await convert(file, "fods")).values()].join("");
}

/** CSV as lines of cells. */
export function readCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[at++];
        else break;
      }
      at++;
    } else {
      const end = text.slice(at).search(/[,\n]/);
      cell = end < 0 ? text.slice(at) : text.slice(at, at + end);
      at += cell.length;
    }
    line.push(cell);
    if (text[at] !== ",") {
      lines.push(line);
      line = [];
    } else if (at + 1 >= text.length || text[at + 1] === "\n") {
      line.push("");
      lines.push(line);
      line = [];
      at++;
    }
    at++;
  }
  return lines;
}
