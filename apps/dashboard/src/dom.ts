// Building the page. Children are nodes or text and text becomes text nodes: there is no way here to
// turn a string into markup.

export type Child = Node | string | number

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: { readonly class?: string; readonly title?: string } = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (options.class !== undefined) made.className = options.class
  if (options.title !== undefined) made.title = options.title
  made.append(...children.map(asNode))
  return made
}

/** A link for http(s) addresses, plain text for anything else: peers choose their own addresses. */
export function link(href: string, text: string): Node {
  const isLocal = href.startsWith('/') && !href.startsWith('//')
  const url = URL.canParse(href) ? new URL(href) : null
  if (!isLocal && url?.protocol !== 'https:' && url?.protocol !== 'http:')
    return document.createTextNode(text)
  const made = element('a', {}, text)
  made.href = href
  made.rel = 'noopener noreferrer'
  return made
}

/** The element of index.html with this id. @throws Error when page and script do not fit together */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`index.html has no #${id}`)
  return found
}

function asNode(child: Child): Node {
  return typeof child === 'object' ? child : document.createTextNode(String(child))
}
