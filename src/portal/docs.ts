import { escapeHtml } from './html.ts';
import { textResponse } from './text-response.ts';

/** Scalar, told to stay at home: no fonts, no proxy, no telemetry, no assistant of others. */
const configuration = {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  persistAuth: false,
};

/** The API reference, drawn by Scalar's standalone build from our own assets. */
export function docs(): Response {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>WizData API</title>
<link rel="alternate" type="text/markdown" href="/docs.md">
</head>
<body>
<script id="api-reference" type="application/json" data-configuration="${escapeHtml(JSON.stringify(configuration))}"></script>
<script src="/docs/assets/scalar.js"></script>
<noscript>The reference needs JavaScript; the same is in <a href="/docs.md">/docs.md</a> and <a href="/openapi.json">/openapi.json</a>.</noscript>
</body>
</html>
`;
  return textResponse(html, 'text/html; charset=utf-8', { vary: 'accept' });
}
