import { Html } from './html';

/** All styles of the pages: nothing is fetched, so that they show at once on a weak signal. */
export const STYLE = new Html(`<style>
:root {
  color-scheme: light dark;
  --paper: #f4f0e9; --card: #fffdfa; --ink: #1d2127; --soft: #5a5f67; --line: #ddd5c8;
  --accent: #a93808; --on-accent: #fff; --good: #1f6b33; --good-back: #e4f1e2; --stop: #a6140e; --stop-back: #fbe6e2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121417; --card: #1b1e23; --ink: #eceae6; --soft: #a9aeb7; --line: #353b44;
    --accent: #ff9a5c; --on-accent: #1d1206; --good: #7fdc95; --good-back: #17281c; --stop: #ff9d94; --stop-back: #331b1a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 34rem; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column;
  padding: max(1rem, env(safe-area-inset-top)) 1.1rem max(1.4rem, env(safe-area-inset-bottom));
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  overflow-wrap: anywhere;
}
header { display: flex; align-items: center; gap: .55rem; color: var(--soft); font-size: .94rem; font-weight: 600; }
.mark { flex: none; width: .7rem; height: .7rem; border-radius: 50%; background: var(--accent); box-shadow: 0 0 0 .2rem color-mix(in srgb, var(--accent) 22%, transparent); }
main { margin: 1rem 0 1.4rem; display: grid; gap: 1rem; }
.card { padding: 1.25rem 1.15rem 1.3rem; border: 1px solid var(--line); border-radius: 1.1rem; background: var(--card); display: grid; gap: 1rem; }
h1 { margin: 0; font-size: 1.55rem; line-height: 1.22; letter-spacing: -.012em; text-wrap: balance; }
h2 { margin: 0; font-size: 1.0625rem; }
p { margin: 0; }
.lead { color: var(--soft); }
.who { justify-self: start; margin: 0; padding: .28rem .75rem; border-radius: 2rem; border: 1px solid var(--line); font-size: .92rem; font-weight: 600; }
.who.mine { color: var(--good); background: var(--good-back); border-color: transparent; }
.said { padding: .85rem 1rem; border-radius: .9rem; font-weight: 600; }
.said.good { color: var(--good); background: var(--good-back); }
.said.stop { color: var(--stop); background: var(--stop-back); }
dl { margin: 0; display: grid; gap: .85rem; }
dl div { padding-top: .85rem; border-top: 1px solid var(--line); }
dt { color: var(--soft); font-size: .88rem; }
dd { margin: .1rem 0 0; font-size: 1.12rem; }
.actions, form { display: grid; gap: .7rem; margin: 0; }
button, .button, select {
  display: flex; align-items: center; justify-content: center; width: 100%; min-height: 3.4rem; padding: .7rem 1rem;
  border: 2px solid var(--line); border-radius: .95rem; background: var(--card); color: var(--ink);
  font: inherit; font-weight: 650; text-align: center; text-decoration: none; cursor: pointer;
  -webkit-tap-highlight-color: transparent; touch-action: manipulation;
}
.primary { min-height: 4rem; border-color: transparent; background: var(--accent); color: var(--on-accent); font-size: 1.2rem; }
.map { min-height: 3rem; margin-top: .6rem; color: var(--accent); }
.quiet { background: none; }
.strong { border-color: var(--accent); color: var(--accent); }
.danger { color: var(--stop); }
button:active, .button:active { transform: translateY(1px); filter: brightness(.95); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
select { justify-content: flex-start; text-align: left; font-weight: 500; }
details { border: 2px solid var(--line); border-radius: .95rem; background: var(--card); }
summary { display: flex; align-items: center; justify-content: center; min-height: 3.3rem; padding: .6rem 1rem; font-weight: 650; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ''; width: .5rem; height: .5rem; margin: -.25rem 0 0 .7rem; border: solid currentColor; border-width: 0 2px 2px 0; transform: rotate(45deg); }
details[open] summary::after { margin-top: .25rem; transform: rotate(225deg); }
details form { padding: 0 1rem 1rem; }
label { font-size: .94rem; color: var(--soft); }
.sign { width: 3.4rem; height: 3.4rem; border-radius: 50%; display: grid; place-items: center; font-size: 1.7rem; font-weight: 700; line-height: 1; color: var(--soft); border: 2px solid currentColor; }
.good .sign { color: var(--good); }
.stop .sign { color: var(--stop); }
footer { margin-top: auto; display: grid; gap: .5rem; color: var(--soft); font-size: .94rem; text-align: center; }
footer .button { color: var(--ink); }
@media (prefers-reduced-motion: reduce) { button:active, .button:active { transform: none; } }
</style>`);
