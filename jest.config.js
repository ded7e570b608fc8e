export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts", "**/*.test.tsx"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2024",
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic", importSource: "hono/jsx" } },
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
  // Most tests wait for git, a database or a browser: as many at once as there are processors.
  maxWorkers: "100%",
  testTimeout: 30_000,
  globalSetup: "<rootDir>/test/support/postgres/global-setup.js",
  globalTeardown: "<rootDir>/test/support/postgres/global-teardown.js",
  collectCoverageFrom: ["src/**/*.{ts,tsx}"],
  coverageProvider: "v8",
};
