/** The checked environment. Imports nothing of ours and runs in the server, the CLI and the scripts alike. */
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import path from "node:path";
import { z } from "zod";

type EnvRecord = Readonly<Record<string, string | undefined>>;

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,12}$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }));
};

const flag = z
  .enum(["true", "false"], { error: "must be true or false" })
  .transform((value) => value === "true");

const url = (protocols: readonly string[], example: string) => {
  const error = `must be a URL such as ${example}`;
  return z.string({ error }).refine(
    (value) => {
      if (!URL.canParse(value)) return false;
      const { hostname, protocol } = new URL(value);
      return hostname !== "" && protocols.includes(protocol);
    },
    { error },
  );
};

const databaseUrl = url(["postgres:", "postgresql:"], "postgres://user:password@host:5432/database");

const isAddressOrRange = (value: string) => {
  const [address = "", bits, ...rest] = value.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};

/** A host with a port or without, `*.` only before a name of at least two parts: it becomes part of a policy. */
const isHostPattern = (value: string) =>
  /^(\*\.[a-z0-9][a-z0-9-]*\.)?([a-z0-9][a-z0-9-]*\.)*[a-z][a-z0-9-]*(:\d{1,5})?$/i.test(value);

/** As `isZone` of lib/query has it: an abbreviation means another zone to a database than to us. */
const isTimeZone = (value: string) => {
  if (!value.includes("/") && value !== "UTC" && value !== "GMT") return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).format(0) !== "";
  } catch {
    return false;
  }
};

/** Every setting of the process, in the names and units the code uses; {@link VARIABLES} has their outer names. */
export const Env = z.object({
  /** Signs in as the role that serves. */
  databaseUrl,
  /** The role that migrates and owns. */
  databaseOwnerUrl: databaseUrl,
  /** The role that runs dataset queries. */
  databaseReaderUrl: databaseUrl,
  /** Absolute path of the embedded database, demo.json and the generated secret. */
  dataDir: z.string().transform((value) => path.resolve(value)),
  appSecret: z
    .string({ error: "is not set: give it at least 32 random characters (openssl rand -base64 48)" })
    .min(32, { error: "is too short: it needs at least 32 random characters (openssl rand -base64 48)" }),
  /** The origin people type, without a trailing slash. */
  siteUrl: url(["http:", "https:"], "https://lookflex.example.com").transform((value, context) => {
    const { origin, pathname, search, hash, username } = new URL(value);
    if (pathname === "/" && !search && !hash && !username) return origin;
    context.addIssue({
      code: "custom",
      message: "must be an origin without a path, such as https://lookflex.example.com",
    });
    return z.NEVER;
  }),
  port: whole(1, 65_535),
  /** Addresses and CIDR ranges whose X-Forwarded-For counts. */
  trustedProxies: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .pipe(
      z.array(z.string()).refine((list) => list.every(isAddressOrRange), {
        error: "must be a comma-separated list of IP addresses or CIDR ranges such as 10.0.0.0/8,127.0.0.1",
      }),
    ),
  /** Where the pictures of tables' cells may come from, besides this site: `cdn.example.com`, `*.example.net`. */
  imageHosts: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .pipe(
      z.array(z.string()).refine((list) => list.every(isHostPattern), {
        error: "must be a comma-separated list of hosts such as cdn.example.com,*.example.net",
      }),
    ),
  sessionRenewMinutes: whole(1, 1_440),
  sessionIdleDays: whole(1, 365),
  /** Requests a minute and API token. */
  rateLimitPerMinute: whole(1, 1_000_000),
  /** IANA name, the workspace's default. */
  timezone: z
    .string()
    .refine(isTimeZone, { error: "must be an IANA time zone such as Asia/Seoul or Europe/London" }),
  locale: z.enum(["ko", "en"], { error: "must be ko or en" }),
  demoRows: whole(1, 1_000_000_000),
  /** Whether the process that serves also runs jobs; else `lookflex worker` does. */
  jobsInProcess: flag,
  redisUrl: url(["redis:", "rediss:"], "redis://host:6379").optional(),
  smtpUrl: url(["smtp:", "smtps:"], "smtp://user:password@host:587").optional(),
  mailFrom: z
    .string()
    .regex(/^[^\r\n]*[^\s@<]+@[^\s@>]+>?$/, {
      error: "must be an address such as LookFlex <lookflex@example.com>",
    })
    .optional(),
  logLevel: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
    error: "must be one of trace, debug, info, warn, error, fatal, silent",
  }),
});
export type Env = z.infer<typeof Env>;

/** The variable behind each field. A `secret` may also come as the path of a file in `<NAME>_FILE`. */
export const VARIABLES: Readonly<Record<keyof Env, { name: string; secret?: true; default?: string }>> = {
  databaseUrl: { name: "DATABASE_URL", secret: true },
  databaseOwnerUrl: { name: "DATABASE_OWNER_URL", secret: true },
  databaseReaderUrl: { name: "DATABASE_READER_URL", secret: true },
  dataDir: { name: "LOOKFLEX_DATA_DIR", default: ".lookflex" },
  appSecret: { name: "APP_SECRET", secret: true },
  siteUrl: { name: "SITE_URL" },
  port: { name: "PORT", default: "3000" },
  trustedProxies: { name: "TRUSTED_PROXIES", default: "" },
  imageHosts: { name: "LOOKFLEX_IMAGE_HOSTS", default: "" },
  sessionRenewMinutes: { name: "SESSION_RENEW_MINUTES", default: "15" },
  sessionIdleDays: { name: "SESSION_IDLE_DAYS", default: "7" },
  rateLimitPerMinute: { name: "RATE_LIMIT_PER_MINUTE", default: "100" },
  timezone: { name: "LOOKFLEX_TIMEZONE", default: "Asia/Seoul" },
  locale: { name: "LOOKFLEX_LOCALE", default: "ko" },
  demoRows: { name: "LOOKFLEX_DEMO_ROWS", default: "1000000" },
  jobsInProcess: { name: "JOBS_IN_PROCESS", default: "true" },
  redisUrl: { name: "REDIS_URL", secret: true },
  smtpUrl: { name: "SMTP_URL", secret: true },
  mailFrom: { name: "MAIL_FROM" },
  logLevel: { name: "LOG_LEVEL", default: "info" },
};

const NO_DATABASE =
  "DATABASE_URL is not set: give it a Postgres URL (postgres://user:password@host:5432/database), or start with `npm run demo`, `npm start` or `npm run dev`, which bring an embedded database";

/** The variable's value, from itself or from the file `<NAME>_FILE` names. Empty counts as unset. */
function readVariable(record: EnvRecord, name: string, secret: boolean): string | undefined {
  const value = record[name]?.trim() || undefined;
  const file = secret ? record[`${name}_FILE`]?.trim() || undefined : undefined;
  if (!file) return value;
  if (value) throw new Error(`${name} and ${name}_FILE are both set: keep one of them`);
  let content: string;
  try {
    content = readFileSync(file, "utf8").trim();
  } catch (cause) {
    throw new Error(
      `${name}_FILE names a file that cannot be read (${file}): check its path and permissions`,
      { cause },
    );
  }
  if (!content) throw new Error(`${name}_FILE names an empty file (${file}): write the value into it`);
  return content;
}

/**
 * Checks an environment without touching the process's own.
 * @throws Error of one line, naming every wrong variable and what to do about it; never a value, which may be secret.
 */
export function parseEnv(record: EnvRecord): Env {
  const fields = Object.entries(VARIABLES) as [keyof Env, (typeof VARIABLES)[keyof Env]][];
  const raw: Partial<Record<keyof Env, string>> = {};
  for (const [field, variable] of fields) {
    const value = readVariable(record, variable.name, variable.secret ?? false) ?? variable.default;
    if (value !== undefined) raw[field] = value;
  }
  if (raw.databaseUrl === undefined) throw new Error(NO_DATABASE);
  raw.databaseOwnerUrl ??= raw.databaseUrl;
  raw.databaseReaderUrl ??= raw.databaseUrl;
  raw.siteUrl ??= `http://localhost:${raw.port}`;

  const parsed = Env.safeParse(raw);
  if (!parsed.success) {
    const wrong = new Map<string, string>();
    for (const issue of parsed.error.issues) {
      const variable = VARIABLES[issue.path[0] as keyof Env].name;
      // Derived values repeat the fault of the variable they came from.
      const given = record[variable] || record[`${variable}_FILE`] || issue.path[0] === "appSecret";
      if (given && !wrong.has(variable)) wrong.set(variable, `${variable} ${issue.message}`);
    }
    throw new Error([...wrong.values()].join("; "));
  }
  if (parsed.data.smtpUrl && !parsed.data.mailFrom) {
    throw new Error("MAIL_FROM is not set, but SMTP_URL is: name the sender, such as lookflex@example.com");
  }
  return parsed.data;
}

const memo = globalThis as typeof globalThis & { lookflexEnv?: Env };

/** The process's environment, parsed at the first call and kept for all module instances. @throws as {@link parseEnv}. */
export function env(): Env {
  memo.lookflexEnv ??= parseEnv(process.env);
  return memo.lookflexEnv;
}
