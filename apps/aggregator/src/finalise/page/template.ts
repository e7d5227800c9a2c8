import { Eta } from 'eta';

/** Everything that `<%= %>` shows is escaped; nothing here uses the form that is not. */
const eta = new Eta({ autoEscape: true, autoTrim: false });

/** A piece of HTML with `it` as its data. */
export function template<T extends object>(source: string): (it: T) => string {
  const compiled = eta.compile(source);
  return (it) => eta.render(compiled, it);
}

/** How each page begins, up to its body. It loads nothing and runs no script. `it.style` is ours. */
export const pageHead = (title: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style><%~ it.style %></style>
</head>
`;
