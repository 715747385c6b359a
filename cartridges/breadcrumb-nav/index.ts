// Breadcrumbs as an accessible `nav` and as the BreadcrumbList that search engines read.

type JsonObject = { readonly [key: string]: Json }
type Crumb = { readonly name: string; readonly url: string | null }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** A path of the site or a web address; `//host` would silently leave the site. */
const isAddress = (url: string) => /^(\/(?!\/)|https?:\/\/)\S*$/.test(url) && url.length <= 500

function readCrumb(item: Json): Crumb | null {
  if (!isObject(item)) return null
  const { name, url = null } = item
  if (typeof name !== 'string' || name.trim() === '' || name.length > 100) return null
  if (url !== null && (typeof url !== 'string' || !isAddress(url))) return null
  return { name: name.trim(), url }
}

function html(crumbs: readonly Crumb[], label: string): string {
  const items = crumbs.map(({ name, url }, index) => {
    const text = escapeHtml(name)
    const current = index === crumbs.length - 1 ? ' aria-current="page"' : ''
    return url === null
      ? `<li><span${current}>${text}</span></li>`
      : `<li><a href="${escapeHtml(url)}"${current}>${text}</a></li>`
  })
  return `<nav aria-label="${escapeHtml(label)}"><ol>${items.join('')}</ol></nav>`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"items": [{"name": "Home", "url": "/"}, {"name": "Here"}], "site": "https://example.org"}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { items, site = '', label = 'Breadcrumb' } = body
  if (typeof site !== 'string' || !/^(https?:\/\/[a-z0-9.:-]+)?$/i.test(site))
    return bad('"site" must be scheme and host', 'like https://example.org')
  if (typeof label !== 'string' || label === '' || label.length > 60)
    return bad('"label" must be text of 1 to 60 characters', hint)
  if (!Array.isArray(items) || items.length === 0 || items.length > 20)
    return bad('"items" must be a list of 1 to 20', hint)
  const crumbs: Crumb[] = []
  for (const [index, item] of items.entries()) {
    const crumb = readCrumb(item)
    if (crumb === null)
      return bad(
        `items[${index}] must have a "name" and an "url" that is a path or http address`,
        hint,
      )
    if (crumb.url === null && index < items.length - 1)
      return bad(`items[${index}] needs an "url": only the last may lack it`, hint)
    crumbs.push(crumb)
  }
  const elements = crumbs.map(({ name, url }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    ...(url === null ? {} : { item: url.startsWith('/') ? site + url : url }),
  }))
  const jsonLd = {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: elements,
  }
  return { body: { html: html(crumbs, label), jsonLd } }
}
