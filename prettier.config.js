/** One style for every file: `npm run format` writes it, `npm run lint` checks it. */
export default {
  printWidth: 120,
  singleQuote: true,
  trailingComma: 'all',
};
