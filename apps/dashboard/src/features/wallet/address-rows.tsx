import { CopyText } from "../../ui/copy/copy.tsx";
import { walletMessages as m } from "./messages.ts";

export interface AddressRowsProps {
  readonly addresses: readonly { readonly index: number; readonly address: string }[];
}

/** Whole addresses, to be compared letter by letter. */
export function AddressRows({ addresses }: AddressRowsProps) {
  return (
    <ol className="divide-y divide-line rounded-xl border border-line">
      {addresses.map(({ index, address }) => (
        <li
          key={index}
          className="grid grid-cols-[6rem_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-2.5 max-sm:grid-cols-1"
        >
          <span className="num text-sm text-ink-3">{m.address(index)}</span>
          <CopyText value={address} what={m.address(index)} />
        </li>
      ))}
    </ol>
  );
}
