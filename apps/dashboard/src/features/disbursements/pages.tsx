import { useNavigate, useSearch } from "@tanstack/react-router";
import { FileUp, Plus } from "lucide-react";
import { useState } from "react";
import { mayUse } from "../../shared/permissions.ts";
import { useStore } from "../../shared/store-context.ts";
import { Button } from "../../ui/button.tsx";
import { ImportDialog } from "./import/import-dialog.tsx";
import { ListFrame } from "./list/list-frame.tsx";
import { PayoutList } from "./list/payout-list.tsx";
import { RefundList } from "./list/refund-list.tsx";
import { disbursementMessages as m } from "./messages.ts";
import { ApproveAll } from "./payout/approve-all.tsx";
import { NewPayout } from "./payout/new-payout.tsx";

export function RefundsPage() {
  const search = useSearch({ from: "/s/$storeId/refunds" });
  return (
    <ListFrame kind="refund" status={search.status}>
      <RefundList key={search.status} search={search} />
    </ListFrame>
  );
}

export function PayoutsPage() {
  const search = useSearch({ from: "/s/$storeId/payouts" });
  const store = useStore();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"new" | "import" | null>(null);
  const close = () => setOpen(null);
  const made = (payoutId: string) => {
    close();
    void navigate({ to: "/s/$storeId/payouts/$payoutId", params: { storeId: store.id, payoutId } });
  };
  const mayAct = mayUse(store.role, "disburse");
  const buttons = mayAct && (
    <>
      <Button size="sm" icon={<FileUp aria-hidden className="size-4" />} onClick={() => setOpen("import")}>
        {m.import}
      </Button>
      <Button
        variant="primary"
        size="sm"
        icon={<Plus aria-hidden className="size-4" />}
        onClick={() => setOpen("new")}
      >
        {m.newPayout}
      </Button>
    </>
  );
  return (
    <>
      <ListFrame
        kind="payout"
        status={search.status}
        actions={
          <>
            {mayAct && <ApproveAll />}
            {buttons}
          </>
        }
      >
        <PayoutList key={search.status} search={search} actions={buttons} />
      </ListFrame>
      {open === "new" && <NewPayout onClose={close} onMade={made} />}
      {open === "import" && <ImportDialog onClose={close} />}
    </>
  );
}
