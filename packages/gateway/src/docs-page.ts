// The API reference as a page: rendered here from openapi.json, without scripts, fonts or anything else
// from elsewhere. Every text is escaped, because titles and descriptions come from cartridges.
import type { OpenApiDocument, Operation } from './openapi.ts'

export function renderDocs(document: OpenApiDocument): string {
  const byTag = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'other'
      byTag.set(tag, [...(byTag.get(tag) ?? []), renderOperation(method, path, operation)])
    }
  const tags = [...byTag.keys()].sort((a, b) => rank(a) - rank(b))
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)}: API</title>
<link rel="stylesheet" href="/docs/style.css">
<header>
<h1>${escapeHtml(document.info.title)}</h1>
<p>${escapeHtml(document.info.description ?? '')}</p>
<p><a href="/openapi.json">openapi.json</a> · <a href="/c">catalogue</a> · <a href="/">node</a></p>
<nav>${tags.map((tag) => `<a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a>`).join(' ')}</nav>
</header>
<main>
${tags.map((tag) => `<section id="${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${byTag.get(tag)?.join('') ?? ''}</section>`).join('\n')}
</main>
</html>
`
}

export const docsStyle = `:root { color-scheme: light dark; --ink: #1b1d21; --soft: #5c626d; --line: #d9dce1; --page: #fbfbf9; --mark: #0b6e4f }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e7e9; --soft: #9aa1ac; --line: #33373e; --page: #15171a; --mark: #5fd0a5 } }
body { margin: 0 auto; max-width: 52rem; padding: 1rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page) }
h2 { margin: 2rem 0 .5rem; text-transform: capitalize }
nav a { margin-right: .75rem }
a { color: var(--mark) }
details { border-top: 1px solid var(--line); padding: .5rem 0 }
summary { cursor: pointer; overflow-wrap: anywhere }
summary b { display: inline-block; min-width: 4.5rem; font: 600 .8rem ui-monospace, monospace; color: var(--mark) }
code { font: .9rem ui-monospace, monospace }
small, dd { color: var(--soft) }
dl { margin: .5rem 0 .5rem 1rem }
dt { font: .85rem ui-monospace, monospace }
dd { margin: 0 0 .25rem 1rem }
`

function renderOperation(method: string, path: string, operation: Operation): string {
  const price = operation['x-price']
  const access = operation.security === undefined ? '' : ' <small>operator</small>'
  return `<details><summary><b>${escapeHtml(method.toUpperCase())}</b> <code>${escapeHtml(path)}</code>${
    price === undefined ? '' : ` <small>${escapeHtml(price.usd)} a call</small>`
  }${access} ${escapeHtml(operation.summary ?? '')}</summary>
${operation.description === undefined ? '' : `<p>${escapeHtml(operation.description)}</p>`}
<dl>${(operation.parameters ?? []).map(renderParameter).join('')}${Object.entries(
    operation.responses ?? {},
  )
    .map(
      ([status, { description }]) =>
        `<dt>${escapeHtml(status)}</dt><dd>${escapeHtml(description ?? '')}</dd>`,
    )
    .join('')}</dl></details>`
}

function renderParameter(parameter: NonNullable<Operation['parameters']>[number]): string {
  const need = parameter.required === true ? ', required' : ''
  return `<dt>${escapeHtml(parameter.name ?? '')}</dt><dd>${escapeHtml(parameter.in ?? '')}${need}. ${escapeHtml(parameter.description ?? '')}</dd>`
}

/** Cartridges are what people come for. */
function rank(tag: string): number {
  const order = ['cartridges', 'catalogue', 'node', 'ledger', 'events', 'facilitator']
  const index = order.indexOf(tag)
  return index === -1 ? order.length : index
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
