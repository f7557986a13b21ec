// A shop made with Vue.
import { createApp, h, nextTick, shallowRef } from "vue";
import { given, type Shown, START } from "./shop-window.ts";

const shown = shallowRef<Shown>(START);
window.show = async (next) => {
  shown.value = next;
  await nextTick();
};

createApp({
  setup: () => () =>
    shown.value.visible
      ? h("kaspa-pay", { key: shown.value.key, ...given })
      : h("p", "Another page of the shop"),
}).mount("#root");
