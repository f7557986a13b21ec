import { orders } from "../../lib/orders.js";

/** For you: a real shop shows this list to nobody else. */
export default function Orders() {
  return (
    <table>
      <tbody>
        {[...orders.values()].map(({ id, name, status, shipped }) => (
          <tr key={id}>
            <td>{id}</td>
            <td>{name}</td>
            <td>{status}</td>
            <td>{shipped ? "shipped" : "waiting"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
