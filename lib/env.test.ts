import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Env, parseEnv, VARIABLES } from "@/lib/env";

const good = {
  DATABASE_URL: "postgres://lookflex_app:s3cret@127.0.0.1:5432/lookflex",
  APP_SECRET: "0123456789abcdef0123456789abcdef",
};
const folder = mkdtempSync(path.join(tmpdir(), "lookflex-env-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string) => {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  return target;
};

describe("parseEnv", () => {
  it("fills in the defaults of the contract", () => {
    expect(parseEnv(good)).toEqual({
      databaseUrl: good.DATABASE_URL,
      databaseOwnerUrl: good.DATABASE_URL,
      databaseReaderUrl: good.DATABASE_URL,
      dataDir: path.resolve(".lookflex"),
      appSecret: good.APP_SECRET,
      siteUrl: "http://localhost:3000",
      port: 3000,
      trustedProxies: [],
      imageHosts: [],
      sessionRenewMinutes: 15,
      sessionIdleDays: 7,
      rateLimitPerMinute: 100,
      timezone: "Asia/Seoul",
      locale: "ko",
      demoRows: 1_000_000,
      jobsInProcess: true,
      logLevel: "info",
    });
  });

  it("reads every variable", () => {
    const parsed = parseEnv({
      ...good,
      DATABASE_OWNER_URL: "postgresql://owner@db/lookflex",
      DATABASE_READER_URL: "postgres://reader@db/lookflex",
      LOOKFLEX_DATA_DIR: "/var/lib/lookflex",
      SITE_URL: "https://bi.example.com/",
      PORT: "8080",
      TRUSTED_PROXIES: "10.0.0.0/8, ::1 192.0.2.7,fd00::/8",
      LOOKFLEX_IMAGE_HOSTS: "cdn.example.com, *.example.net:8443",
      SESSION_RENEW_MINUTES: "1",
      SESSION_IDLE_DAYS: "30",
      RATE_LIMIT_PER_MINUTE: "5",
      LOOKFLEX_TIMEZONE: "Europe/London",
      LOOKFLEX_LOCALE: "en",
      LOOKFLEX_DEMO_ROWS: "1000",
      JOBS_IN_PROCESS: "false",
      REDIS_URL: "rediss://cache:6380/1",
      SMTP_URL: "smtps://u:p@mail.example.com",
      MAIL_FROM: "LookFlex <bi@example.com>",
      LOG_LEVEL: "debug",
    });
    expect(parsed).toMatchObject({
      databaseOwnerUrl: "postgresql://owner@db/lookflex",
      databaseReaderUrl: "postgres://reader@db/lookflex",
      dataDir: "/var/lib/lookflex",
      siteUrl: "https://bi.example.com",
      port: 8080,
      trustedProxies: ["10.0.0.0/8", "::1", "192.0.2.7", "fd00::/8"],
      imageHosts: ["cdn.example.com", "*.example.net:8443"],
      sessionRenewMinutes: 1,
      sessionIdleDays: 30,
      rateLimitPerMinute: 5,
      timezone: "Europe/London",
      locale: "en",
      demoRows: 1000,
      jobsInProcess: false,
      redisUrl: "rediss://cache:6380/1",
      smtpUrl: "smtps://u:p@mail.example.com",
      mailFrom: "LookFlex <bi@example.com>",
      logLevel: "debug",
    });
  });

  it("follows PORT in the default of SITE_URL", () => {
    expect(parseEnv({ ...good, PORT: "4100" }).siteUrl).toBe("http://localhost:4100");
  });

  it("takes an empty value, as compose passes it, for unset", () => {
    expect(parseEnv({ ...good, PORT: "", REDIS_URL: " ", SITE_URL: "" })).toEqual(parseEnv(good));
  });

  it.each([
    ["DATABASE_URL", "mysql://db/x"],
    ["DATABASE_URL", "localhost:5432"],
    ["DATABASE_URL", "postgres://"],
    ["DATABASE_OWNER_URL", "owner"],
    ["DATABASE_READER_URL", "http://db"],
    ["APP_SECRET", "too-short"],
    ["SITE_URL", "bi.example.com"],
    ["SITE_URL", "ftp://bi.example.com"],
    ["SITE_URL", "https://bi.example.com/lookflex"],
    ["SITE_URL", "https://user@bi.example.com"],
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "80a"],
    ["PORT", "-1"],
    ["PORT", "3000.5"],
    ["TRUSTED_PROXIES", "nginx"],
    ["TRUSTED_PROXIES", "10.0.0.0/33"],
    ["TRUSTED_PROXIES", "10.0.0.0/8/8"],
    ["TRUSTED_PROXIES", "::1/129"],
    ["TRUSTED_PROXIES", "10.0.0.1/"],
    ["LOOKFLEX_IMAGE_HOSTS", "*"],
    ["LOOKFLEX_IMAGE_HOSTS", "*.com"],
    ["LOOKFLEX_IMAGE_HOSTS", "https://cdn.example.com"],
    ["LOOKFLEX_IMAGE_HOSTS", "cdn.example.com;script-src"],
    ["LOOKFLEX_IMAGE_HOSTS", "cdn.example.com/a"],
    ["JOBS_IN_PROCESS", "no"],
    ["SESSION_RENEW_MINUTES", "0"],
    ["SESSION_RENEW_MINUTES", "soon"],
    ["SESSION_IDLE_DAYS", "366"],
    ["RATE_LIMIT_PER_MINUTE", "0"],
    ["LOOKFLEX_TIMEZONE", "Asia/Seul"],
    ["LOOKFLEX_LOCALE", "KR"],
    ["LOOKFLEX_DEMO_ROWS", "1e6"],
    ["LOOKFLEX_DEMO_ROWS", "0"],
    ["REDIS_URL", "http://cache"],
    ["SMTP_URL", "mail.example.com"],
    ["MAIL_FROM", "nobody"],
    ["MAIL_FROM", "a@b.example\nBcc: x@y.example"],
    ["LOG_LEVEL", "loud"],
  ])("refuses %s=%s in one line that names it", (name, value) => {
    const attempt = () => parseEnv({ ...good, [name]: value });
    expect(attempt).toThrow(new RegExp(`^${name} (must be|is too short)[^\\n;]*$`));
  });

  it("names every wrong variable at once", () => {
    expect(() => parseEnv({ ...good, PORT: "x", LOOKFLEX_LOCALE: "x" })).toThrow(
      /^PORT must [^\n]*; LOOKFLEX_LOCALE must [^\n]*$/,
    );
  });

  it("never repeats a value, which may be a secret", () => {
    expect(() => parseEnv({ ...good, DATABASE_URL: "mysql://u:hunter2@db/x" })).toThrow(/^(?!.*hunter2)/);
  });

  it("says how to start when there is no database", () => {
    expect(() => parseEnv({ APP_SECRET: good.APP_SECRET })).toThrow(
      /^DATABASE_URL is not set: .*npm run demo/,
    );
  });

  it("demands a secret", () => {
    expect(() => parseEnv({ DATABASE_URL: good.DATABASE_URL })).toThrow(/^APP_SECRET is not set: [^;]*$/);
  });

  it("demands a sender when mail can be sent", () => {
    expect(() => parseEnv({ ...good, SMTP_URL: "smtp://mail" })).toThrow(/^MAIL_FROM is not set/);
  });
});

describe("secrets from files", () => {
  const secrets = Object.values(VARIABLES).filter((variable) => variable.secret);
  const values: Record<string, string> = {
    APP_SECRET: "f".repeat(40),
    REDIS_URL: "redis://cache",
    SMTP_URL: "smtp://mail",
  };

  it.each(secrets.map(({ name }) => name))("%s comes from %s_FILE, without its last newline", (name) => {
    const value = values[name] ?? "postgres://from-file/db";
    const { [name as "APP_SECRET"]: _, ...rest } = { ...good, MAIL_FROM: "a@b.example" };
    const parsed = parseEnv({ ...rest, [`${name}_FILE`]: file(name, `${value}\n`) });
    expect(Object.values(parsed)).toContain(value);
  });

  it("refuses the variable and its file together", () => {
    const both = { ...good, APP_SECRET_FILE: file("both", good.APP_SECRET) };
    expect(() => parseEnv(both)).toThrow(/^APP_SECRET and APP_SECRET_FILE are both set/);
  });

  it("names a file that is missing or empty", () => {
    const { APP_SECRET: _, ...rest } = good;
    expect(() => parseEnv({ ...rest, APP_SECRET_FILE: path.join(folder, "gone") })).toThrow(
      /^APP_SECRET_FILE names a file that cannot be read/,
    );
    expect(() => parseEnv({ ...rest, APP_SECRET_FILE: file("empty", "\n") })).toThrow(
      /^APP_SECRET_FILE names an empty file/,
    );
  });
});

it("gives every field of Env a variable", () => {
  expect(Object.keys(VARIABLES).sort()).toEqual(Object.keys(Env.shape).sort());
});
