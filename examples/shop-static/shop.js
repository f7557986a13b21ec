// For the page's looks only. What is shipped is decided by a server that got the webhook.
const element = document.querySelector("kaspa-pay");
const thanks = document.querySelector("#thanks");

function showThanks() {
  thanks.textContent = "Thank you! The payment has arrived.";
}

element.addEventListener("kp-confirmed", showThanks);
// The payment may have been finished before this listener was there.
if (element.state === "confirmed") showThanks();
