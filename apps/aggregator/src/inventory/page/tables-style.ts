/** Beside `STYLE`: a table that becomes a list of blocks where it would be wider than the screen. */
export const TABLES = `
table { width: 100%; border-collapse: collapse; margin: 1rem 0; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: normal; }
header .notice { margin-top: 1rem; }
@media (max-width: 44rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody, tr, tbody th, td { display: block; }
  tr { border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .9rem; margin: .6rem 0; }
  tbody th, td { border: 0; padding: .15rem 0; }
  td::before { content: attr(data-label) ": "; color: var(--quiet); }
}`;
