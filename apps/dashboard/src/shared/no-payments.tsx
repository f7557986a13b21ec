import { Link } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/states.tsx";
import { sharedMessages as m } from "./messages.ts";
import { useStore } from "./store-context.ts";

/** A list of payments before the first one, with a link that leads to it. */
export function NoPayments({ children }: { readonly children: string }) {
  const storeId = useStore().id;
  return (
    <EmptyState
      icon={Inbox}
      title={m.noPayment}
      help="accept-a-payment"
      action={
        <Link to="/s/$storeId/links/new" params={{ storeId }} className={buttonClass("primary")}>
          {m.newLink}
        </Link>
      }
    >
      {children}
    </EmptyState>
  );
}
