import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist", "build", "coverage", "node_modules"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["**/*.js", "**/*.cjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        module: "readonly",
        URL: "readonly",
        fetch: "readonly",
      },
    },
  },
  {
    // They run in the browser as they are.
    files: ["src/web/assets/scripts/*.js", "test/e2e/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          "addEventListener",
          "AbortSignal",
          "Blob",
          "clearTimeout",
          "ClipboardItem",
          "CSS",
          "DOMParser",
          "document",
          "Element",
          "EventSource",
          "FormData",
          "history",
          "HTMLElement",
          "HTMLFormElement",
          "HTMLInputElement",
          "HTMLSelectElement",
          "HTMLTextAreaElement",
          "localStorage",
          "location",
          "matchMedia",
          "navigator",
          "requestAnimationFrame",
          "sessionStorage",
          "setInterval",
          "setTimeout",
          "URLSearchParams",
          "window",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: ["test/**", "demo/**", "bench/**"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      // `expect.any(String)` is an any.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "no-console": "off",
    },
  },
);
