import { SERVER_OPTIONS } from "./code/code-server";
import { applyFiles, planFiles } from "./code/plan-files";
import { pullFiles } from "./code/pull-files";
import type { Command } from "./command";
import { createToken } from "./create-token";
import { createUser } from "./create-user";
import { loadDemo } from "./demo-load";
import { doctor } from "./doctor";
import { migrateDatabase, withDatabase } from "./open-database";
import { listRollupStates, refreshRollupTables } from "./rollups";
import { serve } from "./serve";
import { checkSettings } from "./settings";
import { worker } from "./worker";

const FOLDER = { name: "dir", help: "the folder of the files; dashboards when left out" };
const PRUNE = {
  type: "boolean",
  help: "delete dashboards that this folder held and does no more (they stay in the bin for 30 days)",
} as const;

/** Every command, in the order the help shows. */
export const COMMANDS: readonly Command[] = [
  {
    name: "migrate",
    usage: "migrate",
    summary: "Bring the database to the newest schema",
    details: "Signs in with DATABASE_OWNER_URL. Safe to repeat; several at once wait for each other.",
    options: {},
    run: ({ root }) =>
      withDatabase(async ({ env }) => {
        await migrateDatabase(env, root);
        console.log("The schema is up to date");
        return undefined;
      }),
  },
  {
    name: "demo load",
    usage: "demo load [--rows N]",
    summary: "Load the commerce demo's sales",
    options: {
      rows: { type: "string", value: "N", help: "how many rows (default: LOOKFLEX_DEMO_ROWS, 1000000)" },
    },
    run: ({ root, values }) => {
      if (typeof values.rows === "string") process.env.LOOKFLEX_DEMO_ROWS = values.rows;
      checkSettings();
      return withDatabase(async ({ env }, signal) => {
        await migrateDatabase(env, root);
        await loadDemo(env, env.demoRows, signal);
        return undefined;
      });
    },
  },
  {
    name: "user create",
    usage: "user create --email E --name N --role R",
    summary: "Create a person who can sign in",
    details: "Prints the password when it made one.",
    options: {
      email: { type: "string", value: "E", help: "their address, which they sign in with", required: true },
      name: { type: "string", value: "N", help: "as others see it", required: true },
      role: { type: "string", value: "R", help: "viewer, editor or admin", required: true },
      duties: { type: "string", value: "D", help: "audit, billing or both, with a comma" },
      "password-file": {
        type: "string",
        value: "path",
        help: "file with the password; - reads standard input",
      },
    },
    run: createUser,
  },
  {
    name: "token create",
    usage: "token create --email E --name N",
    summary: "Create an API token of a person's and print it, once",
    options: {
      email: { type: "string", value: "E", help: "whose token it is", required: true },
      name: { type: "string", value: "N", help: "what it is for", required: true },
      scopes: { type: "string", value: "S", help: "comma-separated; all its owner may have when left out" },
      days: { type: "string", value: "N", help: "days until it expires; never when left out" },
    },
    run: createToken,
  },
  {
    name: "serve",
    usage: "serve",
    summary: "Run everything until a signal: database, migrations, web server",
    details: "npm start, npm run demo and npm run dev are this.",
    options: {
      demo: { type: "boolean", help: "with the demo's data and accounts" },
      dev: { type: "boolean", help: "with the development server" },
    },
    run: serve,
  },
  {
    name: "worker",
    usage: "worker",
    summary: "Run jobs until a signal, without serving pages",
    details: "npm run worker is this. The server runs jobs too unless JOBS_IN_PROCESS is false.",
    options: {},
    run: worker,
  },
  {
    name: "rollup refresh",
    usage: "rollup refresh [dataset]",
    summary: "Build the rollups that datasets declare, or bring them up to the newest data",
    details:
      "What is up to date is left alone; of the rest only the days that changed are built again. Pages meanwhile read the source.",
    arguments: [{ name: "dataset", help: "only its rollups; those of all datasets when left out" }],
    options: { force: { type: "boolean", help: "build all of it anew" } },
    run: refreshRollupTables,
  },
  {
    name: "rollup list",
    usage: "rollup list",
    summary: "Show the rollups, their sizes and how far behind they are",
    options: {},
    run: listRollupStates,
  },
  {
    name: "pull",
    usage: "pull [dir] [slug…]",
    summary: "Write dashboards into YAML files, one each",
    details:
      "A file that is there keeps its comments, order and style; only what changed is changed. Exits with 1 when one could not be written.",
    arguments: [FOLDER, { name: "slug", help: "only these; all there are when left out", many: true }],
    options: {
      schema: {
        type: "string",
        value: "path",
        help: "where new files find their JSON Schema; the server's own when left out",
      },
      ...SERVER_OPTIONS,
    },
    run: pullFiles,
  },
  {
    name: "plan",
    usage: "plan [dir]",
    summary: "Say what apply would do with a folder of dashboards, and change nothing",
    details:
      "Exits with 0 when there is nothing to do, 2 when something would change, and 1 when a file is wrong, somebody published otherwise meanwhile, or the command failed.",
    arguments: [FOLDER],
    misused: 1,
    options: { prune: PRUNE, ...SERVER_OPTIONS },
    run: planFiles,
  },
  {
    name: "apply",
    usage: "apply [dir] [--prune] [--force]",
    summary: "Publish a folder of dashboards, all or none",
    details:
      "Shows the plan first. Exits with 0 when all is published or was already, and 1 when nothing was published.",
    arguments: [FOLDER],
    misused: 1,
    options: {
      prune: PRUNE,
      force: { type: "boolean", help: "overwrite what was published otherwise since the files were read" },
      ...SERVER_OPTIONS,
    },
    run: applyFiles,
  },
  {
    name: "doctor",
    usage: "doctor",
    summary: "Check the environment, the database's logins, what they may do, and that jobs run",
    options: {},
    run: doctor,
  },
];
