import { expect, test } from "vitest";
import { EXIT, explain } from "../src/cli/failures.ts";
import { KaspaPay } from "../src/index.ts";
import { refusal, type Step, scriptedServer } from "./support/scripted-server.ts";

async function explained(step: Step) {
  await using server = await scriptedServer(step);
  const api = new KaspaPay({ baseUrl: server.url });
  return explain(await api.webhooks.test("whk_1").catch((error: unknown) => error));
}

test("a call that may have happened says so, and why that is not known", async () => {
  const first = "POST /webhooks/{id}/test may have happened: look before you repeat it";
  expect(await explained({ status: 500, body: refusal("server_error") })).toEqual({
    lines: [first, "refused with server_error", "500 server_error, request req_1"],
    exit: EXIT.refused,
  });
  const broken = await explained("reset");
  expect(broken.exit).toBe(EXIT.noAnswer);
  expect(broken.lines).toEqual([first, expect.stringMatching(/^No answer: POST http.*\(\w+\)$/)]);
});
