import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };
// server-only throws unless resolved as a server component would.
const server = {
  resolve: { alias, conditions: ["react-server", "node"] },
  ssr: { resolve: { conditions: ["react-server", "node"] } },
};
const exclude = ["node_modules/**", ".next*/**", "dist/**", "tests/e2e/**"];

export default defineConfig({
  test: {
    projects: [
      {
        ...server,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.db.test.ts", "**/*.embed.test.ts", "**/*.office.test.ts"],
          environment: "node",
          // Five seconds, the default, are few on a busy machine: no test is about its speed.
          testTimeout: 60_000,
        },
      },
      {
        ...server,
        test: {
          name: "db",
          include: ["**/*.db.test.ts", "**/*.embed.test.ts", "**/*.office.test.ts"],
          exclude,
          environment: "node",
          testTimeout: 60_000,
          hookTimeout: 120_000,
          pool: "forks",
          maxWorkers: 2,
        },
      },
    ],
  },
});
