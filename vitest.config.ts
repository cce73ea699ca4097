import { defineConfig } from "vitest/config";

const WORKERS_MAX = 2;

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["**/node_modules/**", "**/.next/**", "**/.roost/**"],
    maxWorkers: WORKERS_MAX,
  },
});
