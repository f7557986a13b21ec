// The collection in the file format that Bruno exports and imports.
import { COLLECTION_NAME, type CollectionRequest, collectionFolders, VARIABLES } from "./requests.ts";

const bearer = (variable: string) => ({ mode: "bearer", bearer: { token: `{{${variable}}}` } });

const AUTH = { key: { mode: "inherit" }, session: bearer("token"), none: { mode: "none" } };

function itemOf(request: CollectionRequest, index: number) {
  const { name, description, method, path, query, makes, body, auth, keeps } = request;
  return {
    type: "http",
    name,
    seq: index + 1,
    request: {
      url: `{{baseUrl}}${path}`,
      method,
      headers: makes ? [{ name: "Idempotency-Key", value: "{{$guid}}", enabled: true }] : [],
      params: query.map(({ name: field, required }) => ({
        name: field,
        value: "",
        type: "query",
        enabled: required,
      })),
      body: body === null ? { mode: "none" } : { mode: "json", json: body },
      auth: AUTH[auth],
      script: {},
      vars: {
        req: [],
        res: Object.entries(keeps).map(([variable, at]) => ({
          name: variable,
          value: `res.body.${at}`,
          enabled: true,
          local: false,
        })),
      },
      assertions: [],
      tests: "",
      docs: description,
    },
  };
}

/** The file for Bruno's *Import collection*. */
export async function brunoCollection(version: string) {
  const collection = {
    name: COLLECTION_NAME,
    version: "1",
    items: collectionFolders(version).map(({ name, requests }, index) => ({
      type: "folder",
      name,
      seq: index + 1,
      root: { meta: { name, seq: index + 1 } },
      items: requests.map(itemOf),
    })),
    environments: [
      {
        name: "local",
        variables: Object.entries(VARIABLES).map(([name, value]) => ({
          name,
          value,
          type: "text",
          enabled: true,
          secret: false,
        })),
      },
    ],
    root: {
      request: { auth: bearer("apiKey") },
      docs: `All requests of kaspa-pay ${version}. Set baseUrl and apiKey in the environment local.`,
    },
    brunoConfig: { version: "1", name: COLLECTION_NAME, type: "collection", ignore: [] },
  };
  return {
    path: `docs/collections/${COLLECTION_NAME}.bruno.json`,
    text: `${JSON.stringify(collection, null, 2)}\n`,
  };
}
