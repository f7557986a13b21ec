import type { Refund } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { kasExact, moneyLine } from "../../../lib/format/money-text.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { disbursementBadge } from "../../../shared/badge-styles.ts";
import { ClaimLink } from "../../../shared/signing/claim-link.tsx";
import { pollMs } from "../../../shared/signing/poll.ts";
import { SigningPanel } from "../../../shared/signing/signing-panel.tsx";
import { useStore } from "../../../shared/store-context.ts";
import { Badge } from "../../../ui/badge.tsx";
import { Button, buttonClass } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/overlay/dialog.tsx";
import { refundMessages as m } from "./messages.ts";

/** What comes after a refund was made: the claim link for the payer, or the signature. It moves on by itself. */
export function RefundMade({
  refund: made,
  onClose,
}: {
  readonly refund: Refund;
  readonly onClose: () => void;
}) {
  const storeId = useStore().id;
  const refund =
    useQuery(
      useTRPC().refunds.get.queryOptions(
        { id: made.id },
        { refetchInterval: ({ state }) => pollMs(state.data?.status) },
      ),
    ).data ?? made;
  const { uri, address, amount, amountSompi, network } = refund;
  return (
    <Dialog
      title={m.made}
      onClose={onClose}
      footer={
        <>
          <Link
            to="/s/$storeId/refunds/$refundId"
            params={{ storeId, refundId: refund.id }}
            className={buttonClass("secondary")}
          >
            {m.open}
          </Link>
          <Button variant="primary" onClick={onClose}>
            {m.done}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <p role="status" className="flex flex-wrap items-center gap-3">
          <span className="num text-2xl font-semibold">{moneyLine(kasExact(amount))}</span>
          <Badge {...disbursementBadge[refund.status]} />
        </p>
        {refund.claimUrl !== null && (
          <ClaimLink url={refund.claimUrl} email={refund.email} expiresAt={refund.expiresAt} />
        )}
        {uri !== null && address !== null && (
          <SigningPanel key={uri} request={{ uri, address, amount, amountSompi, network }} />
        )}
      </div>
    </Dialog>
  );
}
