// The collections for Postman and Bruno, sent from the first request to the last, as their users do.
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { openApiDocument } from "../../src/http/openapi.ts";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import type { Json } from "../support/http.ts";
import { freshAddress } from "../support/merchant.ts";
import { REFUSED, type ReadyRequest, readBruno, readPostman, type Variables } from "./read-collections.ts";

const test = gatewayTest();

function filled(text: string, variables: Variables): string {
  return text.replaceAll(/\{\{(\$?\w+)\}\}/g, (_all, name: string) =>
    name === "$guid" ? randomUUID() : (variables[name] ?? `no variable ${name}`),
  );
}

/** What a tool would send. */
const sentBy = ({ keep: _keep, ...sent }: ReadyRequest) => sent;

interface Sent {
  readonly request: ReadyRequest;
  readonly result: string;
  /** Body of an accepted request's answer. */
  readonly answer: Json | null;
}

async function sendOne(gateway: TestGateway, request: ReadyRequest, variables: Variables): Promise<Sent> {
  const { method, url, headers, body, proof } = request;
  const path = filled(url, variables).slice(gateway.url.length);
  const { status, body: answer } = await gateway.call(method, path, {
    as: proof === null ? null : variables[proof],
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, filled(value, variables)]),
    ),
    ...(body !== null && { body: filled(body, variables) }),
  });
  if (path.endsWith("/simulate")) await gateway.mine(120);
  if (status >= 300) return { request, result: `${status} ${answer.code}`, answer: null };
  request.keep(answer, variables);
  return { request, result: "accepted", answer };
}

test("both collections send the same requests, one for each operation that has an answer", () => {
  const [postman, bruno] = [readPostman(), readBruno()];
  expect(bruno.requests.map(sentBy)).toEqual(postman.requests.map(sentBy));
  expect(bruno.variables).toEqual(postman.variables);
  const operations = Object.values(openApiDocument("1").paths ?? {}).flatMap((item) => Object.values(item));
  // An event stream has no end.
  expect(postman.requests).toHaveLength(operations.length - 1);
});

test("every request is accepted, but for those that ask for what this run does not have", async ({
  gateway,
}) => {
  const [postman, bruno] = [readPostman(), readBruno()];
  const own = { baseUrl: gateway.url, address: await freshAddress() };
  const variables = { ...postman.variables, ...own };
  const sent: Sent[] = [];
  for (const request of postman.requests) sent.push(await sendOne(gateway, request, variables));
  const refused = sent.filter(({ result }) => result !== "accepted");
  expect(Object.fromEntries(refused.map(({ request, result }) => [request.name, result]))).toEqual(REFUSED);

  const kept = { ...bruno.variables, ...own };
  for (const [index, { answer }] of sent.entries())
    if (answer !== null) bruno.requests[index]?.keep(answer, kept);
  expect(kept, "what Bruno keeps of the same answers").toEqual(variables);
});
