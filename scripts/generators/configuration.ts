import { describeConfig } from "../../apps/server/src/config.ts";

const INTRODUCTION = `# Configuration

Everything comes from the environment, is read once at the start, and every fault is named at once. An empty value
counts as unset. Where a file is allowed, \`NAME_FILE\` may name a file that holds the value instead.

This page is made from \`apps/server/src/config.ts\` by \`npm run gen\`.

| variable | default | file | meaning |
|---|---|---|---|
`;

/** The page for operators. */
export async function configurationPage() {
  const rows = describeConfig().map(
    ({ name, standard, help, fromFile }) =>
      `| \`${name}\` | ${standard} | ${fromFile ? "yes" : ""} | ${help.replaceAll("|", "\\|")} |\n`,
  );
  return { path: "docs/configuration.md", text: INTRODUCTION + rows.join("") };
}

/** The same as a file to copy for a container; every line is a comment until somebody wants it. */
export async function environmentExample() {
  const lines = describeConfig().map(
    ({ name, standard, help }) => `# ${help}\n# Default: ${standard.replaceAll("`", "")}\n#${name}=\n`,
  );
  return { path: ".env.example", text: lines.join("\n") };
}
