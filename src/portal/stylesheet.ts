import { textResponse } from './text-response.ts';

const css = `:root { color-scheme: light dark; font: 16px/1.55 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.25rem; }
nav { max-width: 46rem; margin: 0 auto; padding: 1.25rem 1.25rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; }
pre { overflow-x: auto; padding: .9rem 1rem; border-radius: .5rem; background: color-mix(in srgb, currentColor 8%, transparent); }
code { font: .9em ui-monospace, monospace; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { vertical-align: top; text-align: left; padding: .3rem 1.5rem .3rem 0; }
a { color: inherit; text-underline-offset: .15em; }
`;

export const stylesheet = (): Response => textResponse(css, 'text/css; charset=utf-8');
