import { textResponse } from './text-response.ts';

/** Text inside HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => named[character] ?? character);
}

const places = [
  ['/', 'WizData'],
  ['/quickstart', 'Quickstart'],
  ['/docs', 'Reference'],
  ['/problems', 'Problems'],
  ['/versions', 'Versions'],
  ['/sign-in', 'Sign in'],
];

/** A page of the portal around its content. */
export function htmlPage(title: string, content: string, request: Request): Response {
  const { pathname } = new URL(request.url);
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/portal.css">
<link rel="alternate" type="text/markdown" href="${escapeHtml(markdownPath(pathname))}">
</head>
<body>
<nav>${places.map(([path, name]) => `<a href="${path}">${name}</a>`).join(' ')}</nav>
<main>
${content}
</main>
</body>
</html>
`;
  return textResponse(html, 'text/html; charset=utf-8', { vary: 'accept' });
}

/** Where the same stands as markdown. */
export const markdownPath = (pathname: string): string => (pathname === '/' ? '/index.md' : `${pathname}.md`);
