// A blog in Markdown: drafts, publication on a day, an index by tag and pages rendered for readers. The
// Markdown itself is the trade of `markdown-to-html`; here is what makes posts of it.

type Post = { title: string; markdown: string; tags: string[]; day: string | null }

const maxPosts = 40
const maxText = 15_000

const no = (status: number, error: string, hint: string): Response => ({
  status,
  body: { error, hint },
})

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const isDay = (day: string) => {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** The first words, without marks, for an index. */
function teaser(markdown: string): string {
  const text = markdown
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[#>\s-]+|[*_`]/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length <= 160 ? text : `${text.slice(0, text.lastIndexOf(' ', 160) + 1).trim()} …`
}

/** The checked post, or what is wrong with it. */
function readPost(body: Json): Post | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return 'the body is no object'
  const { title, markdown, tags = [], day = null } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 120)
    return '"title" must have 1 to 120 characters'
  if (typeof markdown !== 'string' || markdown.trim() === '' || markdown.length > maxText)
    return `"markdown" must have 1 to ${maxText} characters`
  if (day !== null && (typeof day !== 'string' || !isDay(day))) return '"day" is no day'
  if (!Array.isArray(tags) || tags.length > 5) return '"tags" are at most 5'
  const names = tags.filter((tag) => typeof tag === 'string')
  if (names.length < tags.length || !names.every((tag) => /^[a-z0-9-]{1,20}$/.test(tag)))
    return 'a tag has lower-case letters, digits and dashes'
  return { title: title.trim(), markdown, tags: [...new Set(names)], day }
}

function index(blog: string, { tag, until = '9999-12-31', drafts }: Request['query']): Response {
  const posts = kv
    .list(`${blog}/`, maxPosts)
    .map((key) => ({ slug: key.slice(blog.length + 1), ...(kv.get(key) as Post) }))
    .filter(({ day }) => (drafts === undefined ? day !== null && day <= until : day === null))
    .filter(({ tags }) => tag === undefined || tags.includes(tag))
    .sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? 1 : a.day === b.day ? 0 : -1))
    .map(({ slug, title, tags, day, markdown }) => ({
      slug,
      title,
      day,
      tags,
      minutes: Math.max(1, Math.round((markdown.match(/\S+/g)?.length ?? 0) / 220)),
      teaser: teaser(markdown),
    }))
  return { body: { count: posts.length, posts } }
}

async function show(post: Post): Promise<Response> {
  const rendered = await call('markdown-to-html', {
    method: 'POST',
    body: { markdown: post.markdown },
  })
  const { body } = rendered
  if (rendered.status !== 200 || typeof body !== 'object' || body === null || Array.isArray(body))
    return no(502, 'the Markdown could not be rendered', 'read it with ?as=json')
  const parts = new Map([
    ['title', escapeHtml(post.title)],
    ['day', post.day ?? 'Draft'],
    ['tags', post.tags.map((tag) => `#${tag}`).join(' ')],
    ['text', String(body.html)],
  ])
  const html = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts.get(name) ?? '')
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}

export async function handle({ method, path, query, body, payment }: Request): Promise<Response> {
  const writer = payment?.payer.toLowerCase() ?? 'anyone'
  const [, blog, slug] = /^\/([a-z0-9-]{1,30})(?:\/([a-z0-9-]{1,60}))?$/.exec(path) ?? []
  if (blog === undefined) return no(400, 'no blog was named', '/<blog> or /<blog>/<post>')
  // The first who writes founds the blog; a key without a slash is no post.
  const owner = kv.get(blog)
  const isOwner = owner === writer
  if (slug === undefined) {
    if (method !== 'GET') return no(400, 'no post was named', `PUT /${blog}/<post>`)
    if (query.drafts !== undefined && !isOwner)
      return no(403, 'drafts are private', 'its writer may')
    return index(blog, query)
  }
  const key = `${blog}/${slug}`
  const post = kv.get(key) as Post | undefined
  if (method === 'GET') {
    if (post === undefined || (post.day === null && !isOwner))
      return no(404, `there is no post "${slug}"`, `GET /${blog} lists all`)
    return query.as === 'json' ? { body: { slug, ...post } } : await show(post)
  }
  if (owner !== undefined && !isOwner) return no(403, 'this blog is not yours', 'found another')
  if (method === 'DELETE') return { body: { slug, deleted: kv.delete(key) } }
  const read = readPost(body)
  if (typeof read === 'string')
    return no(400, read, '{"title", "markdown", "tags": ["news"], "day": "2026-11-20"}')
  if (post === undefined && kv.list(`${blog}/`, maxPosts).length >= maxPosts)
    return no(409, `there are ${maxPosts} posts`, `DELETE /${blog}/<post> frees one`)
  kv.set(blog, writer)
  kv.set(key, read)
  return { status: post === undefined ? 201 : 200, body: { slug, ...read } }
}
