/** The one style sheet of the hosted pages, served as /assets/pages.css. */
export const PAGE_STYLES = `
:root { color-scheme: light dark; --bg: #f3f7f6; --card: #fff; --text: #13201d; --muted: #566660; --border: #dbe4e1; --accent: #0b7a6c; --accent-text: #fff; --warn-bg: #fff0c9; --warn-text: #5c3b00; --good-bg: #d9f3e8; --good-text: #0b4a39; --bad-bg: #fde2df; --bad-text: #7c1a12; }
@media screen and (prefers-color-scheme: dark) { :root { --bg: #0c1513; --card: #14201d; --text: #eef5f3; --muted: #a3b5af; --border: #2c3d38; --accent: #49eacb; --accent-text: #06231d; --warn-bg: #3d2f0a; --warn-text: #ffe2a1; --good-bg: #10352b; --good-text: #a9f1d8; --bad-bg: #431b19; --bad-text: #ffcdc7; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--bg); color: var(--text); font: 16px/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
.banner { margin: 0; padding: 8px 16px; background: var(--warn-bg); color: var(--warn-text); text-align: center; font-weight: 600; font-size: 14px; }
main { flex: 1; width: 100%; margin: 0 auto; padding: 32px 16px; }
main.narrow { max-width: 452px; }
main.wide { max-width: 1080px; }
footer { padding: 20px 16px 28px; text-align: center; color: var(--muted); font-size: 13px; }
h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 18px; margin: 24px 0 8px; }
.card > h2:first-child { margin-top: 0; }
p { margin: 0 0 12px; }
h1 + dl, .big + dl, .muted + dl { margin-top: 14px; }
a { color: inherit; text-underline-offset: 3px; }
.shop { display: flex; gap: 12px; align-items: center; margin-bottom: 20px; }
.shop img { width: 44px; height: 44px; border-radius: 12px; object-fit: contain; background: var(--card); border: 1px solid var(--border); }
.shop .initial { flex: none; display: grid; place-items: center; width: 44px; height: 44px; border-radius: 12px; background: var(--accent); color: var(--accent-text); font-weight: 700; font-size: 20px; }
.muted { color: var(--muted); }
.card { background: var(--card); border: 1px solid var(--border); border-radius: 18px; padding: 24px; margin-bottom: 16px; box-shadow: 0 12px 32px -20px rgb(10 30 25 / 30%); }
.items { list-style: none; padding: 0; margin: 0 0 20px; }
.items li { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0; border-bottom: 1px solid var(--border); font-variant-numeric: tabular-nums; }
.button { display: inline-flex; align-items: center; justify-content: center; min-height: 48px; padding: 10px 20px; border: 0; border-radius: 12px; background: var(--accent); color: var(--accent-text); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.button.full { width: 100%; }
.button.quiet { background: transparent; color: var(--text); border: 1px solid var(--muted); }
.big { font-size: 26px; font-weight: 700; font-variant-numeric: tabular-nums; margin: 0; }
.mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 13px; }
.qr { display: block; width: 248px; max-width: 100%; margin: 0 auto 16px; border-radius: 14px; background: #fff; }
.centre { text-align: center; }
kaspa-pay { display: block; max-width: 420px; min-height: 800px; margin: 0 auto; }
@media (max-width: 480px), (pointer: coarse) { kaspa-pay { min-height: 560px; } }
#own h1 { margin-bottom: 20px; }
kaspa-pay[mode="button"] { display: inline-block; min-height: 0; margin: 0; }
.fallback { width: 100%; }
.fallback label { display: block; margin: 0 0 12px; }
.fallback input:not([type=hidden]) { box-sizing: border-box; width: 100%; min-height: 44px; font: inherit; }
.fallback h2 { margin-top: 0; }
kaspa-pay:not(:defined) { padding: 24px; border-radius: 18px; background: var(--card); border: 1px solid var(--border); }
kaspa-pay:not(:defined) .fallback { animation: appear 0s 1s both; }
@keyframes appear { from { visibility: hidden; } }
@media (scripting: none) { kaspa-pay { min-height: 0; } kaspa-pay:not(:defined) .fallback { animation: none; } }
kaspa-pay[mode="button"]:not(:defined) { padding: 0; border: 0; background: none; }
dl { display: grid; grid-template-columns: 128px 1fr; gap: 8px 16px; margin: 0 0 4px; }
dt { color: var(--muted); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
dd.mono { line-height: 24px; }
@media (max-width: 480px) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 10px; } }
.hero { display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: end; justify-content: space-between; margin-bottom: 28px; }
.hero h1 { font-size: clamp(28px, 5vw, 40px); }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(280px, 100%), 1fr)); gap: 20px; padding: 0; margin: 0 0 28px; list-style: none; }
.goods .card { display: flex; flex-direction: column; margin: 0; padding: 0; overflow: hidden; }
.goods svg { display: block; width: 100%; height: 180px; }
.goods .text { display: flex; flex-direction: column; flex: 1; gap: 4px; padding: 20px; }
.goods h2 { margin: 0; }
.goods .price { font-weight: 700; font-size: 20px; font-variant-numeric: tabular-nums; }
.goods .pay { margin-top: auto; padding-top: 12px; display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
.steps { padding-left: 20px; }
.return { max-width: 420px; margin: 16px auto 0; text-align: center; }
.return label { display: inline-flex; gap: 8px; align-items: center; min-height: 44px; }
.verdict { display: flex; gap: 14px; align-items: flex-start; margin: 20px 0 16px; padding: 18px 20px; border-radius: 18px; background: var(--bg); }
.verdict > span { flex: none; display: grid; place-items: center; width: 36px; height: 36px; border: 2px solid; border-radius: 50%; font-weight: 700; font-size: 18px; line-height: 1; }
.verdict h2, .verdict p { margin: 0; }
.verdict.good { background: var(--good-bg); color: var(--good-text); }
.verdict.warn { background: var(--warn-bg); color: var(--warn-text); }
.verdict.bad { background: var(--bad-bg); color: var(--bad-text); }
dl + .muted { margin: 12px 0 0; }
.again { margin-top: 20px; }
.again summary { display: inline-flex; align-items: center; min-height: 44px; margin-bottom: 8px; cursor: pointer; font-weight: 600; text-decoration: underline; text-underline-offset: 3px; }
#verify { margin-top: 20px; }
.again #verify { margin-top: 0; }
.drop { margin-bottom: 20px; padding: 24px 16px; border: 2px dashed var(--muted); border-radius: 14px; text-align: center; }
.drop[hidden] { display: none; }
.drop.over { border-color: var(--accent); background: var(--bg); }
.drop p:empty { display: none; }
.drop p[role=alert] { margin: 12px 0 0; color: var(--bad-text); }
.drop input { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.drop label:focus-within { outline: 3px solid #1a6fd6; outline-offset: 2px; }
.field { display: block; margin-bottom: 16px; font-weight: 600; }
.field textarea { display: block; width: 100%; margin-top: 6px; padding: 10px 12px; border: 1px solid var(--muted); border-radius: 12px; background: var(--bg); color: var(--text); font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; resize: vertical; }
.printonly { display: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
#simulate { max-width: 420px; margin: 16px auto 0; padding: 20px; border-style: dashed; border-color: var(--muted); box-shadow: none; }
#simulate:empty { display: none; }
#simulate h2 { margin: 0; }
#simulate p { margin: 0; font-size: 14px; }
.cases { display: flex; flex-wrap: wrap; gap: 8px; margin: 14px 0 8px; }
.cases button { min-height: 44px; padding: 6px 14px; border: 1px solid var(--muted); border-radius: 12px; background: var(--card); color: var(--text); font: inherit; font-size: 14px; font-weight: 600; cursor: pointer; }
.cases button:disabled { border-color: var(--border); background: transparent; color: var(--muted); font-weight: 400; cursor: not-allowed; }
.notice { padding: 12px 16px; border-radius: 12px; background: var(--warn-bg); color: var(--warn-text); }
.prose { white-space: pre-line; }
.claim { margin-top: 20px; }
.claim label { display: block; margin-bottom: 6px; font-weight: 600; }
.claim textarea { display: block; width: 100%; margin-bottom: 8px; padding: 10px 12px; border: 1px solid var(--muted); border-radius: 12px; background: var(--bg); color: var(--text); font: 15px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; resize: vertical; }
.claim .button + .button { margin-top: 12px; }
.groups { padding: 12px 16px; border: 1px solid var(--border); border-radius: 12px; background: var(--bg); font-size: 15px; line-height: 1.8; }
.groups span { display: inline-block; margin-right: 9px; }
.suggested { padding: 12px 24px; }
.suggested summary { padding: 10px 0; cursor: pointer; font-weight: 600; }
.suggested form:last-child p:last-child, #refunds > p:last-child { margin-bottom: 0; }
:focus-visible { outline: 3px solid #1a6fd6; outline-offset: 2px; }
@media print { :root { color-scheme: light; } body { background: #fff; color: #000; } .noprint, footer { display: none; } .printonly { display: inline; } .card { border: 0; box-shadow: none; padding: 0; } main.narrow { max-width: none; padding: 0; } @page { margin: 12mm; } }
@media print and (max-width: 90mm) { body { font-size: 11px; } h1, .big { font-size: 16px; } .mono { font-size: 9px; } }
`;

/** Shown in the browser's tab. */
export const PAGE_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0b7a6c"/><path d="M11 8v16M21 9l-9 7 9 7" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
