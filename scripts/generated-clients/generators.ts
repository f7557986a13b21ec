// The generators, and how each makes, compiles and runs the example of its name in `examples/generated-clients`. Versions
// of libraries are in the manifests there.

/** Commands have no blanks inside their words. */
export interface Generator {
  /** Also the folder of its example, in which the commands run. */
  readonly name: string;
  /** A command that succeeds where the language is on this machine, and what is missing where it fails. */
  readonly needs: readonly (readonly [command: string, missing: string])[];
  readonly env?: Readonly<Record<string, string>>;
  readonly install: readonly string[];
  readonly generate: readonly string[];
  readonly compile: readonly string[];
  readonly run: readonly string[];
}

export const STEPS = [
  { step: "install", done: "installed" },
  { step: "generate", done: "generated" },
  { step: "compile", done: "compiled" },
  { step: "run", done: "created, read, listed and canceled a payment" },
] as const;

const PYTHON = ["python3 -m venv --help", "python3 with venv"] as const;
const GO = ["go version", "go"] as const;
const JAVA = ["java -version", "java"] as const;
const MAVEN = ["mvn --version", "mvn (Maven)"] as const;
const PHP = ["php -r require('GuzzleHttp/autoload.php');", "php with Guzzle on its include path"] as const;

const typeScript = {
  needs: [],
  install: ["npm install --no-audit --no-fund"],
  compile: ["npx tsc --project tsconfig.json"],
  run: ["npx tsx main.ts"],
};
/** Python packages of `requirements.txt`, in a folder of their own. */
const pipInstall = [
  "python3 -m venv venv",
  "venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt",
];
const openApiGenerator = "venv/bin/openapi-generator-cli generate --input-spec=openapi.json --output=client";
const maven = "mvn --quiet --batch-mode --file=client/pom.xml -Dmaven.test.skip";

export const generators: readonly Generator[] = [
  {
    name: "openapi-typescript",
    ...typeScript,
    generate: ["npx openapi-typescript openapi.json --output client/schema.ts"],
  },
  {
    name: "hey-api",
    ...typeScript,
    generate: ["npx openapi-ts --input openapi.json --output client"],
  },
  {
    name: "python",
    needs: [PYTHON],
    env: { PYTHONPATH: "client", MYPYPATH: "client" },
    install: pipInstall,
    generate: [
      "venv/bin/openapi-python-client generate --path openapi.json --config config.yml --meta none --fail-on-warning --output-path client/kaspa_pay_client",
    ],
    compile: ["venv/bin/mypy --strict client/kaspa_pay_client main.py"],
    run: ["venv/bin/python main.py"],
  },
  {
    name: "oapi-codegen",
    needs: [GO],
    install: ["go mod tidy -e"],
    generate: [
      "go run github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2 -config config.yml openapi.json",
    ],
    compile: ["go mod tidy", "go vet ./..."],
    run: ["go run ."],
  },
  {
    name: "ogen",
    needs: [GO],
    install: ["go mod tidy -e"],
    generate: [
      "go run github.com/ogen-go/ogen/cmd/ogen@v1.25.0 --config config.yml --target client --package client openapi.json",
    ],
    // What ogen writes has lines that are never reached.
    compile: ["go mod tidy", "go vet -unreachable=false ./..."],
    run: ["go run ."],
  },
  {
    name: "php",
    needs: [PYTHON, JAVA, PHP],
    install: pipInstall,
    generate: [`${openApiGenerator} --generator-name=php`],
    compile: ["php lint.php client/lib main.php"],
    run: ["php main.php"],
  },
  {
    name: "java",
    needs: [PYTHON, JAVA, MAVEN],
    install: pipInstall,
    generate: [
      `${openApiGenerator} --generator-name=java --library=native --additional-properties=useSingleRequestParameter=true,useOneOfDiscriminatorLookup=true`,
      "cp Main.java client/src/main/java/Main.java",
    ],
    compile: [`${maven} compile`],
    run: [`${maven} org.codehaus.mojo:exec-maven-plugin:3.5.0:java -Dexec.mainClass=Main`],
  },
];
