import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { DeliveryList } from "../../shared/deliveries/delivery-list.tsx";
import { DetailFrame } from "../../ui/overlay/detail-frame.tsx";
import { PaymentDetail } from "./detail/payment-detail.tsx";
import { paymentMessages as m } from "./messages.ts";

/** Beside the table on wide screens, at its own address; instead of the table on narrow ones. */
export function PaymentPage() {
  const { storeId, paymentId } = useParams({ from: "/s/$storeId/payments/$paymentId" });
  const search = useSearch({ from: "/s/$storeId/payments" });
  const navigate = useNavigate();
  const close = () =>
    void navigate({ to: "/s/$storeId/payments", params: { storeId }, search, resetScroll: false });
  return (
    <DetailFrame id={paymentId} label={m.what} closeLabel={m.close} back={m.title} onClose={close}>
      {(headingLevel) => (
        <PaymentDetail
          key={paymentId}
          paymentId={paymentId}
          headingLevel={headingLevel}
          deliveries={<DeliveryList filter={{ paymentId }} compact />}
        />
      )}
    </DetailFrame>
  );
}
