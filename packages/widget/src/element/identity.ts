// Which payment of a link an element is bound to, also after it is removed and made again. An id binds it to a payment
// of its own. Without one it has the lowest number that no other element of the link connected to the page holds: a new
// element takes over the number, and with it the open payment, of one that was removed.
const held = new Map<string, Set<number>>();

export interface Identity {
  /** The name of the payment in the tab's memory. `source` names gateway and link; an element of no link has none. */
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
