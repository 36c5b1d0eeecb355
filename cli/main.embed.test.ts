import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const program = path.join(root, "dist", `cli-test-${process.pid}.mjs`);
let folder: string;

beforeAll(() => {
  const build = `import { bundle } from ${JSON.stringify(path.join(root, "scripts", "build-cli.mjs"))};
    await bundle("cli/main.ts", ${JSON.stringify(program)});`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", build], {
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  folder = mkdtempSync(path.join(tmpdir(), "lookflex-cli-"));
  chmodSync(folder, 0o755);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(program);
});

function surroundings(env: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: _o, DATABASE_READER_URL: _r, ...inherited } = process.env;
  return { ...inherited, APP_SECRET: "", LOOKFLEX_DATA_DIR: "data", ...env };
}

/** Runs a command on an embedded database of its own, as somebody would from anywhere. */
function lookflex(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: surroundings(env),
  });
  return { status, stdout, stderr };
}

/** Starts a worker. Resolves once it runs jobs, with the line that says so. */
async function startWorker(env: Record<string, string> = {}): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, [program, "worker"], {
    cwd: folder,
    env: surroundings(env),
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith("Jobs run here")) return { child, line };
  throw new Error("the worker ended before it ran jobs");
}

async function stop(child: ChildProcess): Promise<unknown> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  return ended;
}

describe("lookflex", () => {
  it("helps, and says so when it is called wrongly", () => {
    expect(lookflex(["--help"])).toMatchObject({ status: 0, stdout: expect.stringContaining("user create") });
    expect(lookflex(["user", "create", "--help"]).stdout).toContain("--password-file <path>");
    expect(lookflex(["dance"])).toEqual({
      status: 2,
      stdout: "",
      stderr: 'There is no command "dance". Try: lookflex --help\n',
    });
    expect(lookflex(["migrate", "--force"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^migrate: .*--force/),
    });
    expect(lookflex(["user", "create", "--email", "a@b.example"]).stderr).toContain("needs --name");
  });

  it("stops at a wrong setting with one line that names it, before it makes anything", () => {
    const { status, stderr } = lookflex(["serve"], { PORT: "http", LOOKFLEX_DATA_DIR: "never" });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: "lookflex: PORT must be a whole number from 1 to 65535\n",
    });
    expect(() => statSync(path.join(folder, "never"))).toThrow(/ENOENT/);
  });

  it("stops at a taken port with one line, before it makes anything", async () => {
    const squatter = createServer().listen(0, "0.0.0.0");
    await once(squatter, "listening");
    const address = squatter.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { status, stderr } = lookflex(["serve"], { PORT: String(port), LOOKFLEX_DATA_DIR: "never" });
    squatter.close();
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^lookflex: PORT ${port} is taken by another program: [^\\n]*\\n$`));
    expect(() => statSync(path.join(folder, "never"))).toThrow(/ENOENT/);
  });

  it("migrates, makes a person and a token, and finds all roles apart", () => {
    expect(lookflex(["doctor"])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("run lookflex migrate"),
    });
    expect(lookflex(["migrate"])).toMatchObject({ status: 0, stdout: "The schema is up to date\n" });
    const doctor = lookflex(["doctor"]);
    expect(doctor.stdout).not.toContain("MISSING");
    expect(doctor.status).toBe(0);

    const person = [
      "user",
      "create",
      "--email",
      "kim@lookflex.example",
      "--name",
      "김하늘",
      "--role",
      "editor",
    ];
    expect(lookflex(person).stdout).toMatch(/as editor\nPassword: \S{20}\n$/);
    expect(lookflex(person)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^lookflex: email: [^\n]+\n$/),
    });
    const token = ["token", "create", "--email", "kim@lookflex.example", "--name", "ci"];
    expect(lookflex([...token, "--scopes", "read,query"]).stdout).toMatch(/^lf_[\w-]{43}\n$/);
    expect(lookflex([...token, "--scopes", "admin"])).toMatchObject({ status: 1, stdout: "" });

    // The generated secret, and what holds passwords, are nobody else's.
    expect(statSync(path.join(folder, "data", "app-secret")).mode & 0o777).toBe(0o600);
  });

  it("loads the demo, and again in another size", () => {
    expect(lookflex(["demo", "load", "--rows", "2000"]).stdout).toContain("2,000 rows loaded");
    expect(lookflex(["demo", "load", "--rows", "3000"]).stdout).toContain("3,000 rows loaded");
    expect(lookflex(["demo", "load", "--rows", "many"]).stderr).toMatch(
      /LOOKFLEX_DEMO_ROWS must be a whole number/,
    );
  });

  it("writes dashboards where it was called, finds nothing to do with them, and changes", () => {
    expect(lookflex(["pull"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("no administrator yet"),
    });
    const admin = ["--email", "lee@lookflex.example", "--name", "Lee", "--role", "admin"];
    expect(lookflex(["user", "create", ...admin]).status).toBe(0);
    const pulled = lookflex(["pull", "files", "brand-performance"]);
    expect(pulled).toMatchObject({ status: 0, stdout: "brand-performance.yml: created\n" });
    const file = path.join(folder, "files", "brand-performance.yml");
    expect(lookflex(["plan", "files"])).toMatchObject({ status: 0 });
    writeFileSync(file, readFileSync(file, "utf8").replace(/^isPublic: .*$/m, "isPublic: false"));
    const { status, stdout } = lookflex(["plan", "files"]);
    expect({ status, stdout }).toMatchObject({
      status: 2,
      stdout: expect.stringContaining("~ dashboard: isPublic: true -> false\n"),
    });
    // 2 says that something would change: wrong usage must not.
    expect(lookflex(["plan", "files", "more"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('unexpected argument "more"'),
    });
  });

  it("runs jobs in processes of their own, which share the database and leave it one by one", async () => {
    const home = path.join(folder, "data", "postgres", "data");
    const first = await startWorker();
    expect(statSync(path.join(home, "postmaster.pid")).isFile()).toBe(true);
    const second = await startWorker();
    expect(first.line).not.toContain("already");
    expect(second.line).toContain("on the database that is running already");
    await vi.waitFor(
      () => expect(lookflex(["doctor"]).stdout).toContain("jobs run; no cleanup completed yet"),
      {
        timeout: 30_000,
      },
    );
    expect(await stop(first.child)).toEqual([0, null]);
    expect(lookflex(["doctor"])).toMatchObject({ status: 0, stdout: expect.stringContaining("jobs run;") });
    expect(await stop(second.child)).toEqual([0, null]);
    expect(() => statSync(path.join(home, "postmaster.pid"))).toThrow(/ENOENT/);
  });

  it("stops a worker at a wrong setting with one line", () => {
    expect(lookflex(["worker"], { JOBS_IN_PROCESS: "maybe" })).toEqual({
      status: 1,
      stdout: "",
      stderr: "lookflex: JOBS_IN_PROCESS must be true or false\n",
    });
  });
});
