// The collections for Postman and Bruno, sent from the first request to the last, as their users do.
import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { gatewayTest } from "../support/fixtures.ts";
import type { TestGateway } from "../support/gateway.ts";
import { freshAddress } from "../support/merchant.ts";
import {
  REFUSED,
  type ReadCollection,
  type ReadyRequest,
  readBruno,
  readPostman,
  type Variables,
} from "./read-collections.ts";

const test = gatewayTest({ per: "test" });

function filled(text: string, variables: Variables): string {
  return text.replaceAll(/\{\{(\$?\w+)\}\}/g, (_all, name: string) =>
    name === "$guid" ? randomUUID() : (variables[name] ?? `no variable ${name}`),
  );
}

async function sendOne(gateway: TestGateway, request: ReadyRequest, variables: Variables): Promise<string> {
  const { method, url, headers, body, proof, keep } = request;
  const path = filled(url, variables).slice(gateway.url.length);
  const answer = await gateway.call(method, path, {
    as: proof === null ? null : variables[proof],
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, filled(value, variables)]),
    ),
    ...(body !== null && { body: filled(body, variables) }),
  });
  if (answer.status < 300) keep(answer.body, variables);
  if (path.endsWith("/simulate")) await gateway.mine(120);
  return answer.status < 300 ? "accepted" : `${answer.status} ${answer.body.code}`;
}

async function sendAll(gateway: TestGateway, { variables, requests }: ReadCollection) {
  Object.assign(variables, { baseUrl: gateway.url, address: await freshAddress() });
  const outcome: Record<string, string> = {};
  for (const request of requests) outcome[request.name] = await sendOne(gateway, request, variables);
  return outcome;
}

describe("every request is accepted, but for those that ask for a state which this run does not have", () => {
  test.for([
    ["Postman", readPostman],
    ["Bruno", readBruno],
  ] as const)("%s", async ([, read], { gateway }) => {
    const outcome = await sendAll(gateway, read());
    const refused = Object.fromEntries(Object.entries(outcome).filter(([, result]) => result !== "accepted"));
    expect(refused).toEqual(REFUSED);
  });
});
