import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { DetailFrame } from "../../ui/overlay/detail-frame.tsx";
import { PayoutDetail } from "./detail/payout-detail.tsx";
import { RefundDetail } from "./detail/refund-detail.tsx";
import { disbursementMessages as m } from "./messages.ts";

export function RefundPage() {
  const { storeId, refundId } = useParams({ from: "/s/$storeId/refunds/$refundId" });
  const search = useSearch({ from: "/s/$storeId/refunds" });
  const navigate = useNavigate();
  const close = () =>
    void navigate({ to: "/s/$storeId/refunds", params: { storeId }, search, resetScroll: false });
  return (
    <DetailFrame id={refundId} label={m.refund} closeLabel={m.close} back={m.refunds} onClose={close}>
      {(headingLevel) => <RefundDetail key={refundId} id={refundId} headingLevel={headingLevel} />}
    </DetailFrame>
  );
}

export function PayoutPage() {
  const { storeId, payoutId } = useParams({ from: "/s/$storeId/payouts/$payoutId" });
  const search = useSearch({ from: "/s/$storeId/payouts" });
  const navigate = useNavigate();
  const close = () =>
    void navigate({ to: "/s/$storeId/payouts", params: { storeId }, search, resetScroll: false });
  return (
    <DetailFrame id={payoutId} label={m.payout} closeLabel={m.close} back={m.payouts} onClose={close}>
      {(headingLevel) => <PayoutDetail key={payoutId} id={payoutId} headingLevel={headingLevel} />}
    </DetailFrame>
  );
}
