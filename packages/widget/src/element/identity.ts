// Which payment of a link an element shows, also after it is removed and created again:
// docs/spec/checkout.md#identity-of-a-checkout. An `id` binds it to a payment of its own. Without one it has the lowest
// number that no other connected element of the link holds, so a new element takes over the number and the open payment
// of a removed one.
const held = new Map<string, Set<number>>();

export interface Identity {
  /**
   * Key of the payment in the tab's memory. `source` names gateway and link; an element without a link has none.
   */
  readonly find: (source: string | null, id: string) => string;
  /** Called as soon as the element leaves the page: the next one may be made in the same moment. */
  readonly giveBack: () => void;
}

/** The identity of one element. */
export function createIdentity(): Identity {
  let former = "";
  let number = 0;
  let holds = false;
  const giveBack = () => {
    if (holds) held.get(former)?.delete(number);
    holds = false;
  };
  /** An element that was moved gets the number it had, unless it is taken. */
  const take = (source: string): number => {
    giveBack();
    const others = held.get(source) ?? new Set();
    if (source !== former || others.has(number)) number = 0;
    while (others.has(number)) number++;
    held.set(source, others.add(number));
    former = source;
    holds = true;
    return number;
  };
  const find = (source: string | null, id: string): string => {
    if (source !== null && !id) return `${source} ${take(source)}`;
    giveBack();
    return `${source} #${id}`;
  };
  return { find, giveBack };
}
