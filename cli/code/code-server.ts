/** Where a command about files finds the dashboards: the database at hand, or a LookFlex elsewhere by its API. */
import { readFileSync } from "node:fs";
import { flushAudit } from "@/lib/audit/record-read";
import { getConsoleViewer } from "@/lib/auth/get-console-viewer";
import { applyDashboards } from "@/lib/dashboards/code/apply-dashboards";
import { planDashboards } from "@/lib/dashboards/code/plan-dashboards";
import type { CodeApplication, CodeInput, CodePlan } from "@/lib/dashboards/code/schema";
import { getWrittenDashboard } from "@/lib/dashboards/get-dashboard";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { writeYaml } from "@/lib/dashboards/write-yaml";
import { type CommandContext, type CommandOption, text } from "../command";
import { withDatabase } from "../open-database";
import { openApi } from "./code-api";

export interface CodeServer {
  /** Where people open it, without a trailing slash. */
  siteUrl: string;
  /** The slugs of all dashboards there are for who asks. */
  list(): Promise<string[]>;
  /** One as YAML, with its comments. @throws Error, AppError where there is none */
  read(slug: string): Promise<string>;
  plan(input: CodeInput): Promise<CodePlan>;
  apply(input: CodeApplication): Promise<CodePlan>;
}

/** The options by which every one of these commands finds its dashboards. */
export const SERVER_OPTIONS: Record<string, CommandOption> = {
  as: {
    type: "string",
    value: "email",
    help: "act as this person; as the first administrator when left out",
  },
  url: { type: "string", value: "address", help: "over the API of this LookFlex instead (LOOKFLEX_URL)" },
  token: {
    type: "string",
    value: "token",
    help: "an API token for it (better LOOKFLEX_TOKEN, or a file that LOOKFLEX_TOKEN_FILE names)",
  },
};

function readToken(context: CommandContext): string {
  const given = text(context, "token") ?? process.env.LOOKFLEX_TOKEN?.trim();
  if (given) return given;
  const file = process.env.LOOKFLEX_TOKEN_FILE?.trim();
  if (!file) throw new Error("--url needs a token: --token, LOOKFLEX_TOKEN or LOOKFLEX_TOKEN_FILE");
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new Error(`LOOKFLEX_TOKEN_FILE names a file that cannot be read (${file})`, { cause });
  }
}

/** Runs `work` on the dashboards that the options and the environment name. */
export async function withServer<T>(
  context: CommandContext,
  work: (server: CodeServer) => Promise<T>,
): Promise<T> {
  const url = text(context, "url") ?? process.env.LOOKFLEX_URL?.trim();
  if (url) {
    if (text(context, "as"))
      throw new Error("--as is for the database at hand: over --url the token says who acts");
    return work(openApi(url, readToken(context)));
  }
  return withDatabase(async ({ env }) => {
    const email = text(context, "as");
    const viewer = await getConsoleViewer(email).catch((cause) => {
      const who = email === undefined ? "there is no administrator yet" : `nobody signs in as ${email}`;
      throw new Error(`${who}: lookflex user create adds one`, { cause });
    });
    try {
      return await work({
        siteUrl: env.siteUrl,
        list: async () => (await listDashboards(viewer)).map(({ slug }) => slug),
        read: async (slug) => {
          const { dashboard, source } = await getWrittenDashboard(viewer, slug);
          return writeYaml(dashboard, source);
        },
        // The command line speaks English; what is kept is named in the person's language.
        plan: (input) => planDashboards({ ...viewer, locale: "en" }, input),
        apply: (input) => applyDashboards(viewer, input),
      });
    } finally {
      await flushAudit();
    }
  });
}
