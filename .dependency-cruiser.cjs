// The import rules. ARCHITECTURE.md explains each rule under the same name; scripts/import-law.test.ts proves them.

const TESTS = String.raw`\.test\.tsx?$|^(apps|packages)/[^/]+/test/`;
const ROOM = (/** @type {string} */ names) => `^apps/server/src/(${names})/`;
const PACKAGE = (/** @type {string} */ names, inner = "") => `^packages/(${names})/(src|dist)/${inner}`;
const COMPOSE = String.raw`^apps/server/src/compose(\.ts$|/)`;
const LIBRARY = (/** @type {string} */ names) => `(^|/)node_modules/(${names})/`;

/** One law may need several patterns; they share its name and its reason. */
function law(name, comment, ...patterns) {
  return patterns.map(({ from, to }) => ({ name, comment, severity: "error", from, to }));
}

module.exports = {
  forbidden: [
    ...law("no-cycles", "A cycle is one room that pretends to be two; type-only cycles count.", {
      from: { path: "^(apps|packages)/[^/]+/(src|test)/" },
      to: { circular: true },
    }),
    ...law("core-and-webhooks-stand-alone", "They run in browsers and merchants' servers and need nothing.", {
      from: { path: PACKAGE("core|webhooks"), pathNot: TESTS },
      to: { pathNot: PACKAGE("$1") },
    }),
    ...law(
      "nobody-imports-an-app",
      "An app is an end of the graph: no other app and no package reaches in.",
      {
        from: { path: "^(apps/[^/]+|packages)/" },
        to: { path: "^apps/", pathNot: "^$1/" },
      },
    ),
    ...law("usecases-see-only-ports", "Use cases decide; what they need from outside comes through a port.", {
      from: { path: ROOM("usecases"), pathNot: TESTS },
      to: {
        path: `${ROOM("store|http|outbound|workers")}|${PACKAGE("kaspa", "(wrpc|rpc)/")}|${PACKAGE("api-contract", "router/")}`,
      },
    }),
    ...law("adapters-never-meet", "Store, outbound, http and workers talk through use cases and ports.", {
      from: { path: ROOM("store|outbound|http|workers"), pathNot: TESTS },
      to: { path: ROOM("store|outbound|http|workers"), pathNot: ROOM("$1") },
    }),
    ...law(
      "only-compose-sees-all",
      "Wiring happens in one place, so that a room can be read alone.",
      {
        from: { path: "^apps/server/src/main\\.ts$" },
        to: { path: "^apps/server/src/", pathNot: `${COMPOSE}|/config\\.ts$` },
      },
      {
        from: { path: "^(apps|packages)/", pathNot: `${TESTS}|${COMPOSE}|^apps/server/src/main\\.ts$` },
        to: { path: `${COMPOSE}|^apps/server/src/main\\.ts$` },
      },
    ),
    ...law(
      "contract-is-types-in-browsers",
      "A value import of the router puts a server into the page; the widget carries no zod.",
      {
        from: { path: "^apps/dashboard/src/", pathNot: TESTS },
        to: { path: PACKAGE("api-contract", "router/"), dependencyTypesNot: ["type-only"] },
      },
      {
        from: { path: PACKAGE("widget|sdk"), pathNot: TESTS },
        to: { path: PACKAGE("api-contract"), dependencyTypesNot: ["type-only"] },
      },
    ),
    ...law("features-never-meet", "What two features share moves to ui or lib.", {
      from: { path: "^apps/dashboard/src/features/([^/]+)/" },
      to: { path: "^apps/dashboard/src/features/", pathNot: "^apps/dashboard/src/features/$1/" },
    }),
    ...law(
      "simulator-can-be-left-out",
      "Only compose reaches the simulated node, by a dynamic import, so production may ship without it.",
      {
        from: { path: "^(apps|packages)/", pathNot: `${TESTS}|${COMPOSE}|^packages/kaspa-sim/` },
        to: { path: PACKAGE("kaspa-sim") },
      },
      {
        from: { path: COMPOSE },
        to: { path: PACKAGE("kaspa-sim"), dynamic: false, dependencyTypesNot: ["type-only"] },
      },
    ),
    ...law(
      "heavy-libraries-have-one-home",
      "A library that only one room knows can be replaced in one room.",
      {
        from: { pathNot: `${TESTS}|${ROOM("store")}|^(bench|e2e|scripts)/` },
        to: { path: LIBRARY("kysely|pg") },
      },
      {
        from: { pathNot: `${TESTS}|${ROOM("http")}|^(bench|e2e|scripts)/` },
        to: { path: LIBRARY("express") },
      },
      {
        from: { pathNot: `${TESTS}|${ROOM("outbound")}|^(bench|e2e|scripts)/` },
        to: { path: LIBRARY("undici") },
      },
      {
        from: { pathNot: `${TESTS}|${ROOM("http")}|${PACKAGE("api-contract", "router/")}` },
        // Its `observable` is client code that only lives in that package.
        to: {
          path: LIBRARY("@trpc/server"),
          pathNot: "/dist/observable/",
          dependencyTypesNot: ["type-only"],
        },
      },
    ),
  ],
  options: {
    // A workspace import may resolve to `dist`: seen as an edge, never read.
    doNotFollow: { path: "node_modules|/dist/" },
    // Without it type-only imports are invisible, and type cycles pass.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "import", "require", "node", "types", "default"],
      mainFields: ["module", "main", "types"],
      extensions: [".ts", ".tsx", ".mts", ".js", ".mjs", ".cjs", ".json", ".css"],
    },
  },
};
