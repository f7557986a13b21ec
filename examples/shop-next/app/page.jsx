import { GOODS } from "../lib/orders.js";
import { buy } from "./actions.js";

export default function Shop() {
  return (
    <main>
      <h1>Next shop</h1>
      <form action={buy}>
        {Object.entries(GOODS).map(([id, { name, price }]) => (
          <button key={id} type="submit" name="item" value={id}>{`${name}, ${price} USD`}</button>
        ))}
      </form>
    </main>
  );
}
