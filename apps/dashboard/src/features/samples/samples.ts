// The files of examples/samples, which the tests run: what is shown here is what works.
import { samplesMessages } from "./messages.ts";

const FILES = import.meta.glob<string>("../../../../../examples/samples/*/*.{sh,mjs,py,php,go}", {
  query: "?raw",
  import: "default",
  eager: true,
});

export const LANGUAGES = [
  ["curl", "curl"],
  ["node", "Node.js"],
  ["python", "Python"],
  ["php", "PHP"],
  ["go", "Go"],
] as const;

export interface Sample {
  readonly task: string;
  readonly code: string;
}

/** The samples of one language, in the order of the tasks. */
export function samplesIn(folder: string): Sample[] {
  const own = Object.entries(FILES).filter(([path]) => path.includes(`/${folder}/`));
  return Object.entries(samplesMessages.tasks).flatMap(([name, task]) => {
    const code = own.find(([path]) => path.includes(`/${name}.`))?.[1];
    return code === undefined ? [] : [{ task, code }];
  });
}
