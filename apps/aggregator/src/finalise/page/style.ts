/** Readable on a phone, on paper and in the dark; contrast of at least 4.5 : 1 throughout (WCAG 2.2, 1.4.3). */
export const STYLE = `
:root { color-scheme: light dark; --text: #1d2430; --quiet: #4d5869; --line: #d5dae2; --paper: #fff; --tint: #f4f6f9; --link: #0b57a4; --warm: #7a4a00; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e9ef; --quiet: #aab4c3; --line: #3a4352; --paper: #14181f; --tint: #1c222c; --link: #8cc0ff; --warm: #ffc773; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; background: var(--paper); color: var(--text); font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif; overflow-wrap: anywhere; }
header, nav, main, footer { max-width: 56rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 2px solid var(--line); }
h3 { font-size: 1.1rem; margin: 2rem 0 .25rem; }
p { margin: .4rem 0; max-width: 44rem; }
.lead { font-size: 1.1rem; color: var(--quiet); }
.quiet { color: var(--quiet); }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
ul, ol { padding-left: 1.25rem; }
nav { margin-top: 2rem; }
nav ul { list-style: none; padding: 0; display: grid; gap: .1rem; }
nav .quiet { white-space: nowrap; }
nav li { display: flex; justify-content: space-between; gap: 1rem; padding: .45rem 0; border-bottom: 1px solid var(--line); }
dl { margin: .75rem 0; }
dl > div { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: .1rem 1rem; padding: .25rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; white-space: pre-wrap; min-width: 0; }
dd > ul, dd > dl { margin: 0; white-space: normal; }
dd > ul { padding-left: 1.1rem; }
.facts { background: var(--tint); border-radius: .5rem; padding: .6rem 1rem; }
.records { list-style: none; padding: 0; margin: 1rem 0; }
.records > li { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem 1rem; margin: .6rem 0; }
code { font: .85rem/1.5 ui-monospace, monospace; background: var(--tint); }
.notice { color: var(--warm); }
footer { padding-top: 2rem; padding-bottom: 3rem; margin-top: 3rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .9rem; }
@media (max-width: 34rem) {
  header { padding-top: 1.5rem; }
  h1 { font-size: 1.55rem; }
  dl > div { grid-template-columns: 1fr; padding: .35rem 0; }
  dt { font-size: .9rem; }
}
@media print {
  :root { --text: #000; --quiet: #333; --line: #999; --paper: #fff; --tint: #fff; --link: #000; --warm: #000; }
  body { font-size: 10.5pt; }
  nav { display: none; }
  h2, h3 { break-after: avoid; }
  .records > li { break-inside: avoid-page; }
  .facts { border: 1px solid var(--line); }
}`;
