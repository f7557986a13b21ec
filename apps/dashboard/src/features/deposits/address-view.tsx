import { CopyText } from "../../ui/copy/copy.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { depositMessages as m } from "./messages.ts";

/** The address of a customer, to scan and to copy. */
export function AddressView({ address }: { readonly address: string }) {
  return (
    <div className="grid justify-items-center gap-3 rounded-xl border border-line bg-sunken p-5 text-center">
      <QrCode text={address} label={m.qr(address)} />
      <CopyText value={address} what="address" />
    </div>
  );
}
