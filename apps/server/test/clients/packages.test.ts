// The clients as packages of their languages: checked by the tools of these, and without any dependency.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CLIENTS_FOLDER, type Command, GO_ENV } from "./support/clients.ts";

interface Check {
  readonly what: string;
  /** Ends with 0 when the tool is installed. */
  readonly probe: Command;
  readonly folder: string;
  readonly commands: readonly Command[];
}

const phpFiles = readdirSync(`${CLIENTS_FOLDER}php`, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".php"),
);

const CHECKS: readonly Check[] = [
  {
    what: "go vet and gofmt",
    probe: ["go", "version"],
    folder: "go",
    commands: [
      ["go", "vet", "./..."],
      ["sh", "-c", 'unformatted=$(gofmt -l .) && echo "$unformatted" && test -z "$unformatted"'],
    ],
  },
  {
    what: "mypy --strict",
    probe: ["python3", "-c", "import mypy"],
    folder: "python",
    commands: [["python3", "-m", "mypy", "--cache-dir=/dev/null"]],
  },
  {
    what: "the syntax check of php",
    probe: ["php", "--version"],
    folder: "php",
    commands: phpFiles.map((file) => ["php", "-l", file] as const),
  },
];

const succeeds = ([command, ...args]: Command, folder = "") =>
  spawnSync(command, args, { cwd: `${CLIENTS_FOLDER}${folder}`, env: GO_ENV, encoding: "utf8" });

for (const { what, probe, folder, commands } of CHECKS) {
  const isInstalled = succeeds(probe).status === 0;
  if (!isInstalled) console.info(`not checked, because it is absent here: ${what}`);
  test.skipIf(!isInstalled)(`${what} has nothing to say about clients/${folder}`, () => {
    for (const command of commands) {
      const { status, stdout, stderr } = succeeds(command, folder);
      expect(status, `${command.join(" ")}\n${stdout}${stderr}`).toBe(0);
    }
  });
}

test("no client depends on anything but its language", () => {
  const read = (path: string) => readFileSync(`${CLIENTS_FOLDER}${path}`, "utf8");
  expect(read("go/go.mod")).not.toMatch(/^require/m);
  expect(read("python/pyproject.toml")).toMatch(/^dependencies = \[\]$/m);
  expect(Object.keys(JSON.parse(read("php/composer.json")).require)).toEqual(["php", "ext-curl", "ext-json"]);
});

test("all clients and the name that they send to the gateway have one version", () => {
  const { version } = JSON.parse(readFileSync(`${CLIENTS_FOLDER}../package.json`, "utf8"));
  expect(readFileSync(`${CLIENTS_FOLDER}python/pyproject.toml`, "utf8")).toContain(`version = "${version}"`);
  for (const [name, path] of [
    ["python", "python/src/kaspa_pay/transport.py"],
    ["php", "php/src/Transport.php"],
    ["go", "go/transport.go"],
  ])
    expect(readFileSync(`${CLIENTS_FOLDER}${path}`, "utf8")).toContain(`kaspa-pay-${name}/${version}`);
});
