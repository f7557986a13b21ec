import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Notice } from "../../ui/card.tsx";
import { shellMessages as m } from "./messages.ts";

/** Above every page while the gateway is reached over a network without encryption. */
export function PlainHttpBanner() {
  const setup = useQuery(useTRPC().market.setup.queryOptions());
  if (setup.data?.plainHttp !== true) return null;
  return (
    <div role="status" className="px-4 pt-4 sm:px-6 md:px-8">
      <div className="mx-auto max-w-6xl">
        <Notice tone="amber" title={m.plainHttpTitle}>
          {m.plainHttpText(setup.data.publicUrl)}
        </Notice>
      </div>
    </div>
  );
}
