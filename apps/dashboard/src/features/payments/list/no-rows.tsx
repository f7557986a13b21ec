import { SearchX } from "lucide-react";
import { NoPayments } from "../../../shared/no-payments.tsx";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/states.tsx";
import { paymentMessages as m } from "../messages.ts";

export function NoRows({ filtered, onClear }: { readonly filtered: boolean; readonly onClear: () => void }) {
  if (!filtered) return <NoPayments>{m.noneText}</NoPayments>;
  return (
    <EmptyState icon={SearchX} title={m.noMatch} action={<Button onClick={onClear}>{m.clear}</Button>}>
      {m.noMatchText}
    </EmptyState>
  );
}
