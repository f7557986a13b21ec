import { LIMITS } from "../../apps/server/src/config/limits.ts";
import { describeConfig } from "../../apps/server/src/config.ts";

const INTRODUCTION = `# Configuration

Everything comes from the environment, is read once at the start, and every fault is named at once. An empty value
counts as unset. Where a file is allowed, \`NAME_FILE\` may name a file that holds the value instead.

This page is made from \`apps/server/src/config.ts\` by \`npm run gen\`.

| variable | default | file | meaning |
|---|---|---|---|
`;

const LIMITS_PAGE = `
## Limits

\`KP_LIMITS\` sets any of these. Who is refused reads \`rate_limited\` (429) with \`Retry-After\`. A *client* is an IPv4
address, or a /64 of IPv6 (a /56 where the unit is an hour or a day). Each process counts for itself. Refused payments
cost nothing, and a store's own keys and sessions are not counted as visitors of its links.

| name | default | per | what is counted |
|---|---|---|---|
`;

function limitRows(): string {
  return Object.entries(LIMITS)
    .map(([name, { standard, per, help }]) => `| \`${name}\` | ${standard} | ${per} | ${help} |\n`)
    .join("");
}

/** The page for operators. */
export async function configurationPage() {
  const rows = describeConfig().map(
    ({ name, standard, help, fromFile }) =>
      `| \`${name}\` | ${standard} | ${fromFile ? "yes" : ""} | ${help.replaceAll("|", "\\|")} |\n`,
  );
  return { path: "docs/configuration.md", text: INTRODUCTION + rows.join("") + LIMITS_PAGE + limitRows() };
}

/** The same as a file to copy for a container; every line is a comment until somebody wants it. */
export async function environmentExample() {
  const lines = describeConfig().map(
    ({ name, standard, help }) => `# ${help}\n# Default: ${standard.replaceAll("`", "")}\n#${name}=\n`,
  );
  return { path: ".env.example", text: lines.join("\n") };
}
