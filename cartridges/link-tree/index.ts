// One page with all of somebody's links. Its owner is who paid for it first; links may have a first and
// a last day, so that an announcement comes and goes by itself.

type Link = { label: string; url: string; from: string | null; until: string | null }
type Tree = { owner: string; title: string; bio: string; accent: string; links: Link[] }

const maxLinks = 30
const schemes =
  /^(https?:\/\/[^\s/?#@"<>\\]+(?=[/?#]|$)|mailto:[^\s@"<>\\]+@[^\s@"<>\\]+|tel:\+?[\d-]+$)/i

const no = (status: number, error: string, hint: string): Response => ({
  status,
  body: { error, hint },
})

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** A day of the calendar, null when none was given, undefined when it is not one. */
function readDay(day: Json | undefined): string | null | undefined {
  if (day === undefined || day === null) return null
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? undefined : day
}

/** The checked link, or what is wrong with it. */
function readLink(given: Json): Link | string {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return 'is no object'
  const { label, url } = given
  if (typeof label !== 'string' || label.trim() === '' || label.length > 80)
    return 'needs a "label" of 1 to 80 characters'
  if (typeof url !== 'string' || url.length > 1000 || !schemes.test(url) || /[\s"<>\\]/.test(url))
    return 'needs a "url" that begins with https:, mailto: or tel:'
  const from = readDay(given.from)
  const until = readDay(given.until)
  if (from === undefined || until === undefined) return 'has a day that is not like 2026-12-24'
  if (from !== null && until !== null && until < from) return 'ends before it begins'
  return { label: label.trim(), url, from, until }
}

/** The checked tree without its owner, or what is wrong with it. */
function readTree(body: Json): Omit<Tree, 'owner'> | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return 'the body is no object'
  const { title, bio = '', accent = '#2f6fed', links } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 80)
    return '"title" must have 1 to 80 characters'
  if (typeof bio !== 'string' || bio.length > 300) return '"bio" has at most 300 characters'
  if (typeof accent !== 'string' || !/^#[0-9a-f]{6}$/i.test(accent))
    return '"accent" must be a colour like #2f6fed'
  if (!Array.isArray(links) || links.length > maxLinks) return `"links" are at most ${maxLinks}`
  const checked: Link[] = []
  for (const [index, given] of links.entries()) {
    const link = readLink(given)
    if (typeof link === 'string') return `link ${index + 1} ${link}`
    checked.push(link)
  }
  return { title: title.trim(), bio, accent, links: checked }
}

/** White or black, whichever is read better on the colour. */
function inkOn(accent: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(accent.slice(at, at + 2), 16),
  )
  return red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? '#111' : '#fff'
}

function render({ title, bio, accent }: Tree, links: readonly Link[]): Response {
  const parts = new Map([
    ['title', escapeHtml(title)],
    ['bio', escapeHtml(bio)],
    ['accent', accent],
    ['ink', inkOn(accent)],
    [
      'links',
      links
        .map(({ label, url }) => {
          const href = escapeHtml(url)
          return `<li><a href="${href}" rel="noopener nofollow">${escapeHtml(label)}</a></li>`
        })
        .join('\n'),
    ],
  ])
  const html = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts.get(name) ?? '')
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const payer = payment?.payer.toLowerCase() ?? 'anyone'
  const name = path.slice(1)
  if (!/^[a-z0-9][a-z0-9-]{1,29}$/.test(name))
    return no(400, 'no page was named', '/<name>: 2 to 30 lower-case letters, digits and dashes')
  const tree = kv.get(name) as Tree | undefined
  if (method === 'GET') {
    if (tree === undefined) return no(404, `there is no page "${name}"`, `POST /${name} makes it`)
    const today = new Date().toISOString().slice(0, 10)
    const shown = tree.links.filter(
      ({ from, until }) => (from ?? today) <= today && today <= (until ?? today),
    )
    return query.as === 'json'
      ? { body: { name, title: tree.title, bio: tree.bio, links: shown } }
      : render(tree, shown)
  }
  if (tree !== undefined && tree.owner !== payer)
    return no(403, `"${name}" belongs to somebody else`, 'choose another name')
  if (method === 'DELETE') return { body: { name, deleted: kv.delete(name) } }
  const read = readTree(body)
  if (typeof read === 'string')
    return no(400, read, '{"title": "Ada", "links": [{"label": "Blog", "url": "https://..."}]}')
  kv.set(name, { owner: payer, ...read })
  return { status: tree === undefined ? 201 : 200, body: { name, links: read.links.length } }
}
