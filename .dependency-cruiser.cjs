// The import rules. ARCHITECTURE.md explains each rule under the same name; scripts/import-law.test.ts proves them.

const TESTS = String.raw`\.test\.tsx?$|^(apps|packages)/[^/]+/test/`;
const MODULE = (/** @type {string} */ names) => `^apps/server/src/(${names})/`;
const PACKAGE = (/** @type {string} */ names, inner = "") => `^packages/(${names})/(src|dist)/${inner}`;
const CONTAINER = String.raw`^apps/server/src/container(\.ts$|/)`;
const OWN_REPOSITORY = "^apps/server/src/(features|chain|idempotency)/.*repository";
const DASHBOARD = (/** @type {string} */ names) => `^apps/dashboard/src/(${names})/`;
const LIBRARY = (/** @type {string} */ names) => `(^|/)node_modules/(${names})/`;

/** One law may need several patterns; they share its name and its reason. */
function law(name, comment, ...patterns) {
  return patterns.map(({ from, to }) => ({ name, comment, severity: "error", from, to }));
}

module.exports = {
  forbidden: [
    ...law("no-cycles", "A cycle is one module that pretends to be two; type-only cycles count.", {
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
    ...law(
      "nothing-imports-upward",
      "Technique knows no feature, features and chain know no pages, and only the container knows all.",
      {
        from: { path: MODULE("runtime"), pathNot: TESTS },
        to: { path: "^apps/server/src/", pathNot: MODULE("runtime") },
      },
      {
        from: { path: MODULE("database|security|mail|idempotency"), pathNot: TESTS },
        to: { path: `${MODULE("http|chain|features|pages")}|^apps/server/src/(config|main)` },
      },
      {
        from: { path: MODULE("http"), pathNot: TESTS },
        to: { path: MODULE("chain|features|pages") },
      },
      {
        from: { path: MODULE("chain|features"), pathNot: TESTS },
        to: { path: MODULE("pages") },
      },
    ),
    ...law(
      "chain-shows-its-surface",
      "The follower and the sources are the chain module's own; features see its types, clock and cursor.",
      {
        from: { path: MODULE("features|pages|http"), pathNot: TESTS },
        to: { path: "^apps/server/src/chain/(follower|sources|recovery|mempool)/" },
      },
    ),
    ...law(
      "repositories-stay-in-their-feature",
      "Tables of one noun are read and written in one place; others ask its owner.",
      {
        from: { path: "^apps/server/src/features/([^/]+)/", pathNot: TESTS },
        to: {
          path: "^apps/server/src/features/.*repository",
          pathNot: "^apps/server/src/features/$1/",
        },
      },
      {
        from: { path: MODULE("features|pages|http"), pathNot: TESTS },
        to: { path: "^apps/server/src/chain/repository" },
      },
      {
        from: { path: MODULE("chain|pages|http|idempotency"), pathNot: TESTS },
        to: { path: "^apps/server/src/features/.*repository" },
      },
    ),
    ...law(
      "only-the-container-sees-all",
      "Wiring happens in one place, so that a module can be read alone.",
      {
        from: { path: "^apps/server/src/main\\.ts$" },
        to: { path: "^apps/server/src/", pathNot: `${CONTAINER}|/config\\.ts$` },
      },
      {
        from: { path: "^(apps|packages)/", pathNot: `${TESTS}|${CONTAINER}|^apps/server/src/main\\.ts$` },
        to: { path: `${CONTAINER}|^apps/server/src/main\\.ts$` },
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
    ...law(
      "features-never-meet",
      "What two features show moves to shared. The dashboard's layers: app, features, shared, ui, lib.",
      {
        from: { path: "^apps/dashboard/src/features/([^/]+)/" },
        to: { path: DASHBOARD("features|app"), pathNot: "^apps/dashboard/src/features/$1/" },
      },
      { from: { path: DASHBOARD("shared") }, to: { path: DASHBOARD("features|app") } },
      { from: { path: DASHBOARD("ui") }, to: { path: DASHBOARD("shared|features|app") } },
      { from: { path: DASHBOARD("lib") }, to: { path: DASHBOARD("ui|shared|features|app") } },
    ),
    ...law(
      "simulator-can-be-left-out",
      "Only the container reaches the simulated node, by a dynamic import, so production may ship without it.",
      {
        from: { path: "^(apps|packages)/", pathNot: `${TESTS}|${CONTAINER}|^packages/kaspa-sim/` },
        to: { path: PACKAGE("kaspa-sim") },
      },
      {
        from: { path: CONTAINER },
        to: { path: PACKAGE("kaspa-sim"), dynamic: false, dependencyTypesNot: ["type-only"] },
      },
    ),
    ...law(
      "heavy-libraries-have-one-home",
      "A library that few files know can be replaced in these files.",
      {
        from: { pathNot: `${TESTS}|${MODULE("database")}|${OWN_REPOSITORY}|^(bench|e2e|scripts)/` },
        to: { path: LIBRARY("kysely|pg") },
      },
      {
        from: { pathNot: `${TESTS}|${MODULE("http|pages")}|${CONTAINER}|^(bench|e2e|scripts|examples)/` },
        to: { path: LIBRARY("express") },
      },
      {
        from: {
          pathNot: `${TESTS}|^apps/server/src/(chain/sources|features/rates/sources|features/webhooks/transport)/|^(bench|e2e|scripts)/`,
        },
        to: { path: LIBRARY("undici") },
      },
      {
        from: { pathNot: `${TESTS}|${MODULE("http")}|${PACKAGE("api-contract", "router/")}` },
        // Its `observable` is client code that only lives in that package.
        to: {
          path: LIBRARY("@trpc/server"),
          pathNot: "/dist/observable/",
          dependencyTypesNot: ["type-only"],
        },
      },
    ),
    ...law("wallets-stand-on-core", "Pages load it beside everything else, so it stays small.", {
      from: { path: PACKAGE("wallets"), pathNot: TESTS },
      to: { pathNot: PACKAGE("wallets|core") },
    }),
    ...law(
      "sdk-runs-everywhere",
      "The client needs no dependency and no Node; the command line is for Node and never a part of the client.",
      {
        from: { path: PACKAGE("sdk"), pathNot: `${TESTS}|${PACKAGE("sdk", "cli/")}` },
        to: { path: ".", pathNot: PACKAGE("webhooks|sdk", "(?!cli/)") },
      },
      {
        from: { path: PACKAGE("sdk", "cli/"), pathNot: TESTS },
        to: { pathNot: PACKAGE("sdk|webhooks|core"), dependencyTypesNot: ["core"] },
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
