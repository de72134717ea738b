/** The built site at the root of a host, as `npm run build` makes it. */
export const atRoot = { url: 'http://localhost:4331/', port: 4331, folder: 'dist' };

/** The same below a path, as `npm run build:below-base` makes it. */
export const belowBase = {
  url: 'http://localhost:4332/casebook/',
  port: 4332,
  folder: 'node_modules/.cache/casebook/below-base',
};
