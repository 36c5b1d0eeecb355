import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { COMMANDS } from "@/cli/commands";
import { parseEnv, VARIABLES } from "@/lib/env";

const root = path.resolve(import.meta.dirname, "..");
const read = (name: string) => readFileSync(path.join(root, name), "utf8");

const Service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  profiles: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  networks: z.union([z.array(z.string()), z.record(z.string(), z.object({ ipv4_address: z.string() }))]),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.unknown()),
  networks: z.record(z.string(), z.unknown()),
});

const compose = Compose.parse(parse(read("docker-compose.yml")));
const dockerfile = read("Dockerfile").replace(/\\\n/g, " ");
const instructions = dockerfile.split("\n").filter((line) => /^[A-Z]+ /.test(line));
const example = read(".env.example");
const documented = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => ({
  name,
  value,
}));
/** What compose.yaml itself reads; not settings of the app. */
const COMPOSE_ONLY = [
  "POSTGRES_PASSWORD",
  "LOOKFLEX_OWNER_PASSWORD",
  "LOOKFLEX_APP_PASSWORD",
  "LOOKFLEX_READER_PASSWORD",
  "LOOKFLEX_PUBLISHED_PORT",
  "LOOKFLEX_PROXY_PORT",
];

/** `${NAME:-default}` and `${NAME:?why}` as compose fills them in, nested ones too. */
function interpolate(text: string, values: Record<string, string>): string {
  let before: string;
  let after = text;
  do {
    before = after;
    after = before.replace(
      /\$\{(\w+)(?::([-?])([^${}]*))?\}/g,
      (_, name: string, kind: string, rest: string) => {
        if (values[name]) return values[name];
        if (kind === "?") throw new Error(`${name} is required`);
        return rest ?? "";
      },
    );
  } while (after !== before);
  return after;
}

const secrets = {
  POSTGRES_PASSWORD: "super",
  LOOKFLEX_OWNER_PASSWORD: "owner",
  LOOKFLEX_APP_PASSWORD: "app",
  LOOKFLEX_READER_PASSWORD: "reader",
  APP_SECRET: "0123456789abcdef0123456789abcdef",
};
const filled = (service: string, values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(compose.services[service]?.environment ?? {}).map(([name, value]) => [
      name,
      interpolate(value, values),
    ]),
  );

describe("docker-compose.yml", () => {
  it("gives the app an environment that it accepts, with a login for each of three roles", () => {
    const env = parseEnv(filled("app", secrets));
    const users = [env.databaseOwnerUrl, env.databaseUrl, env.databaseReaderUrl].map(
      (url) => new URL(url).username,
    );
    expect(users).toEqual(["lookflex_owner", "lookflex_app", "lookflex_reader"]);
    expect(env.siteUrl).toBe("http://localhost:3000");
  });

  it("passes on every setting there is, and nothing that is none", () => {
    const names = Object.values(VARIABLES).map(({ name }) => name);
    const passed = Object.keys(compose.services.app?.environment ?? {});
    expect(passed.sort()).toEqual(names.filter((name) => name !== "LOOKFLEX_DATA_DIR").sort());
  });

  it("runs jobs apart on request, by the app's own image and settings", () => {
    const { app, worker } = compose.services;
    expect(worker?.profiles).toEqual(["worker"]);
    expect(worker?.image).toBe(app?.image);
    expect(worker?.environment).toEqual(app?.environment);
    expect(COMMANDS.map(({ name }) => name)).toContain(worker?.command?.[1]);
    expect(parseEnv(filled("worker", { ...secrets, JOBS_IN_PROCESS: "false" })).jobsInProcess).toBe(false);
  });

  it.each(Object.keys(secrets).filter((name) => name !== "POSTGRES_PASSWORD"))(
    "does not start without %s",
    (name) => {
      expect(() => filled("app", { ...secrets, [name]: "" })).toThrow(`${name} is required`);
    },
  );

  it("holds no secret itself", () => {
    for (const service of Object.values(compose.services))
      for (const [name, value] of Object.entries(service.environment))
        if (/PASSWORD|SECRET/.test(name)) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
    expect(read("docker-compose.yml")).not.toMatch(/\w+:\/\/[^:\s]+:(?!\$\{)[^@\s]+@/);
  });

  it("checks the health of all, and starts each after what it needs is healthy", () => {
    for (const [name, service] of Object.entries(compose.services)) {
      if (name !== "app") expect(service.healthcheck?.test.length, name).toBeGreaterThan(1);
      for (const [needed, { condition }] of Object.entries(service.depends_on)) {
        expect(compose.services).toHaveProperty(needed);
        expect(condition).toBe("service_healthy");
      }
    }
    expect(compose.services.app?.depends_on).toHaveProperty("postgres");
  });

  it("keeps data in named volumes and mounts only files that exist, read-only", () => {
    for (const volume of Object.values(compose.services).flatMap((service) => service.volumes)) {
      const [source = "", , mode] = volume.split(":");
      if (!source.startsWith(".")) expect(compose.volumes).toHaveProperty(source);
      else {
        expect(existsSync(path.join(root, source)), source).toBe(true);
        expect(mode).toBe("ro");
      }
    }
  });

  it("publishes the app and, on request, the proxy; never the database or the cache", () => {
    const published = Object.entries(compose.services).filter(([, service]) => service.ports.length > 0);
    expect(published.map(([name]) => name)).toEqual(["app", "nginx"]);
    expect(compose.services.nginx?.profiles).toEqual(["proxy"]);
    expect(compose.services.redis?.profiles).toEqual(["cache"]);
  });

  it("trusts exactly the proxy's address", () => {
    const networks = compose.services.nginx?.networks;
    const address = Array.isArray(networks) ? undefined : networks?.lookflex?.ipv4_address;
    expect(parseEnv(filled("app", secrets)).trustedProxies).toEqual([address]);
  });
});

describe("Dockerfile", () => {
  it("copies only what exists", () => {
    // Made by the build.
    const built = ["/app/.next/standalone", "/app/dist/cli.mjs"];
    for (const line of instructions.filter((one) => one.startsWith("COPY "))) {
      const parts = line
        .split(/\s+/)
        .slice(1)
        .filter((part) => !part.startsWith("--"));
      for (const source of parts.slice(0, -1)) {
        if (!built.includes(source))
          expect(existsSync(path.join(root, source.replace(/^\/app\//, ""))), source).toBe(true);
      }
    }
  });

  it("brings the command line, migrations, packs and words", () => {
    for (const part of ["dist/cli.mjs", "db/migrations", "packs", "messages"]) {
      expect(dockerfile).toContain(`/app/${part} ./${part}`);
    }
  });

  it("runs as an ordinary user, with a health check that needs no database", () => {
    const last = instructions.findLastIndex((line) => line.startsWith("FROM "));
    const users = instructions.slice(last).filter((line) => line.startsWith("USER "));
    expect(users).toEqual(["USER node"]);
    expect(dockerfile).toMatch(/HEALTHCHECK [^\n]*\s+CMD \[[^\n]*\/api\/livez/);
    expect(existsSync(path.join(root, "app/api/livez/route.ts"))).toBe(true);
  });

  it("takes no secret into a layer", () => {
    expect(dockerfile).not.toMatch(/(PASSWORD|APP_SECRET|TOKEN)=/);
    const ignored = read(".dockerignore").split("\n");
    for (const name of [".env", ".env.*", ".git", ".lookflex", "node_modules"])
      expect(ignored).toContain(name);
  });
});

describe("docker/postgres", () => {
  const script = read("docker/postgres/10-roles.sh");

  it("makes each role with the password compose gives", () => {
    for (const role of ["owner", "app", "reader"]) {
      const variable = `LOOKFLEX_${role.toUpperCase()}_PASSWORD`;
      expect(script).toContain(`create role lookflex_${role} login password :'${role}_password'`);
      expect(script).toContain(`"$${variable}"`);
      expect(compose.services.postgres?.environment).toHaveProperty(variable);
    }
  });

  it("holds only scripts that can be run", () => {
    for (const name of readdirSync(path.join(root, "docker/postgres"))) {
      expect(statSync(path.join(root, "docker/postgres", name)).mode & 0o111, name).not.toBe(0);
    }
  });
});

describe("nginx", () => {
  const config = read("nginx/nginx.conf");

  it("streams, and tells the app who asks in a header of its own making", () => {
    expect(config).toMatch(/proxy_buffering off;/);
    expect(config).toMatch(/X-Forwarded-For \$remote_addr;/);
    expect(config).not.toMatch(/proxy_add_x_forwarded_for/);
  });

  it("logs no query, no secret of a link, and nothing else of a request's target", () => {
    const format = /log_format[^;]+;/.exec(config)?.[0] ?? "";
    expect(format.match(/\$(request|uri|request_uri|args|query_string|http_referer)\b/g)).toBeNull();
    expect(format).toContain("$logged_uri");
    const [, pattern = "nothing"] = /map \$uri \$logged_uri \{\s*~(\S+) \/\$area\/-;/.exec(config) ?? [];
    for (const area of ["invite", "reset", "setup"]) expect(`/${area}/secret`).toMatch(new RegExp(pattern));
    for (const open of ["/invited", "/d/invite/x", "/"]) expect(open).not.toMatch(new RegExp(pattern));
  });

  it("closes what it opens", () => {
    expect(config.split("{").length).toBe(config.split("}").length);
  });
});

describe(".env.example", () => {
  it("names every setting, and none that does not exist", () => {
    const names = Object.values(VARIABLES).map(({ name }) => name);
    expect(documented.map(({ name }) => name).sort()).toEqual([...names, ...COMPOSE_ONLY].sort());
  });

  it("shows the real defaults", () => {
    const shown = new Map(documented.map(({ name, value }) => [name, value]));
    for (const variable of Object.values(VARIABLES)) {
      if (variable.default) expect(shown.get(variable.name), variable.name).toBe(variable.default);
    }
  });

  it("is a valid environment once its blanks are filled in", () => {
    const values = Object.fromEntries(documented.map(({ name, value }) => [name, value]));
    expect(() => parseEnv({ ...values, ...secrets })).not.toThrow();
  });
});
