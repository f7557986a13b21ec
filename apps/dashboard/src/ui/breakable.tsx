import { Fragment } from "react";

/** A route or a code that may break between its words, and nowhere else. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?=\/)|(?<=_)/).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their order
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
