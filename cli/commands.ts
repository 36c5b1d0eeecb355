import type { Command } from "./command";
import { loadDemo } from "./demo-load";
import { doctor } from "./doctor";
import { migrateDatabase, withDatabase } from "./open-database";
import { serve } from "./serve";
import { checkSettings } from "./settings";

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
      return withDatabase(async ({ env }) => {
        await migrateDatabase(env, root);
        await loadDemo(env, env.demoRows);
        return undefined;
      });
    },
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
    name: "doctor",
    usage: "doctor",
    summary: "Check the environment, the database's logins and what they may do",
    options: {},
    run: doctor,
  },
];
