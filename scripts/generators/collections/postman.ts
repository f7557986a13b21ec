// The collection in Postman's format 2.1.
import { COLLECTION_NAME, type CollectionRequest, collectionFolders, NONE, VARIABLES } from "./requests.ts";

const bearer = (variable: string) => ({
  type: "bearer",
  bearer: [{ key: "token", value: `{{${variable}}}`, type: "string" }],
});

const AUTH = { key: {}, session: { auth: bearer("token") }, none: { auth: { type: "noauth" } } };

/** `data[0].id` without a fault where the list is empty. */
const careful = (at: string): string => at.replaceAll(/\[|\./g, (sign) => (sign === "[" ? "?.[" : "?."));

const script = (keeps: CollectionRequest["keeps"]): string[] => [
  "const answer = pm.response.code < 300 ? pm.response.json() : null;",
  ...Object.entries(keeps).map(
    ([name, at]) => `if (answer) pm.collectionVariables.set("${name}", answer.${careful(at)} ?? "${NONE}");`,
  ),
];

function itemOf({ name, description, method, path, query, makes, body, auth, keeps }: CollectionRequest) {
  const header = makes ? [{ key: "Idempotency-Key", value: "{{$guid}}", type: "text" }] : [];
  return {
    name,
    ...(Object.keys(keeps).length > 0 && {
      event: [{ listen: "test", script: { type: "text/javascript", exec: script(keeps) } }],
    }),
    request: {
      ...AUTH[auth],
      method,
      header,
      ...(body !== null && { body: { mode: "raw", raw: body, options: { raw: { language: "json" } } } }),
      url: {
        raw: `{{baseUrl}}${path}`,
        host: ["{{baseUrl}}"],
        path: path.slice(1).split("/"),
        ...(query.length > 0 && {
          query: query.map(({ name: key, description: text, required }) => ({
            key,
            value: "",
            description: text,
            disabled: !required,
          })),
        }),
      },
      description,
    },
  };
}

/** The file for Postman's *Import*. */
export async function postmanCollection(version: string) {
  const collection = {
    info: {
      name: COLLECTION_NAME,
      description: `All requests of kaspa-pay ${version}. Set baseUrl and apiKey.`,
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    auth: bearer("apiKey"),
    variable: Object.entries(VARIABLES).map(([key, value]) => ({ key, value, type: "string" })),
    item: collectionFolders(version).map(({ name, description, requests }) => ({
      name,
      description,
      item: requests.map(itemOf),
    })),
  };
  const path = `docs/collections/${COLLECTION_NAME}.postman_collection.json`;
  return { path, text: `${JSON.stringify(collection, null, 2)}\n` };
}
