import { Link } from "@tanstack/react-router";
import { Inbox, SearchX } from "lucide-react";
import { useStore } from "../../../shared/store-context.ts";
import { paymentWords as w } from "../messages.ts";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/states.tsx";

export function NoRows({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  const storeId = useStore().id;
  if (filtered) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden className="size-5" />}
        title={w.noMatch}
        action={<Button onClick={onClear}>{w.clear}</Button>}
      >
        {w.noMatchText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox aria-hidden className="size-5" />}
      title={w.none}
      help="accept-a-payment"
      action={
        <Link to="/s/$storeId/links/new" params={{ storeId }} className={buttonClass("primary")}>
          {w.newLink}
        </Link>
      }
    >
      {w.noneText}
    </EmptyState>
  );
}
