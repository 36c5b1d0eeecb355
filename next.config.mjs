import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  distDir: process.env.LOOKFLEX_DIST_DIR ?? ".next",
  // A lockfile in a folder above would otherwise move the standalone server down into a subfolder.
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    "@node-rs/argon2",
    "postgres",
    "pg-boss",
    "pino",
    "echarts",
    "nodemailer",
    "ioredis",
    "@duckdb/node-api",
  ],
  // Read from disk at run time, so the tracer cannot see them.
  outputFileTracingIncludes: {
    "/**": [
      "./packs/**/*",
      "./db/migrations/**/*",
      "./messages/*.json",
      "./node_modules/@duckdb/node-bindings-*/*",
    ],
  },
  // Without an optimizer there is no address that fetches and resizes for strangers.
  images: { unoptimized: true },
  experimental: { authInterrupts: true },
};

// Messages are parsed here, once: the parser would be a part of every page's script.
const withMessages = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
});

export default withMessages(config);
