import type { Command } from "../command.ts";
import { columns } from "../output.ts";

export const keys: readonly Command[] = [
  {
    name: "keys list",
    summary: "List the store's API keys, masked",
    notes: ["Keys are made and revoked in the dashboard, by people: a key cannot make keys."],
    async run({ client, output }) {
      const { data } = await client().api.apiKeys.list();
      for (const key of data)
        output.entry(key, columns([key.id, 36], [key.masked, 20], [key.name, 20], [key.scopes.join(","), 0]));
    },
  },
  {
    name: "keys whoami",
    summary: "Show the key in use and its store",
    async run({ client, output }) {
      const { api, url } = client();
      const me = await api.account.retrieve();
      const { storeId, apiKey: key } = me;
      const shown = { gateway: url, key, storeId, store: me.stores.find(({ id }) => id === storeId)?.name };
      output.object({ ...me, ...shown }, Object.keys(shown));
    },
  },
];
