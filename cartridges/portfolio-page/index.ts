// A portfolio page. Tags that two projects share say how near they are: rare tags count for more.

type JsonObject = { readonly [key: string]: Json }
type Project = { title: string; year: number; text: string; url: string; tags: string[] }

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function text(from: JsonObject, name: string, where: string, most: number): string {
  const value = from[name] ?? ''
  if (typeof value !== 'string' || value.length > most)
    throw new BadInput(`${where}${name} must be text of at most ${most} characters`)
  return value.trim()
}

function readProject(item: Json, index: number): Project {
  const where = `projects[${index}].`
  if (!isObject(item)) throw new BadInput(`projects[${index}] must be an object`)
  const { year, tags = [] } = item
  const [title, url] = [text(item, 'title', where, 100), text(item, 'url', where, 500)]
  if (title === '') throw new BadInput(`${where}title is missing`)
  if (!Number.isInteger(year) || Number(year) < 1000 || Number(year) > 9999)
    throw new BadInput(`${where}year must be a year`)
  if (url !== '' && !/^(https?:\/\/|\/(?!\/))\S*$/.test(url))
    throw new BadInput(`${where}url must be a path or http address`)
  if (
    !Array.isArray(tags) ||
    tags.length > 8 ||
    !tags.every((tag) => typeof tag === 'string' && tag.trim() !== '' && tag.length <= 30)
  )
    throw new BadInput(`${where}tags must be at most 8 texts of at most 30 characters`)
  return {
    title,
    year: Number(year),
    text: text(item, 'text', where, 1000),
    url,
    tags: [...new Set(tags.map((tag) => String(tag).trim().toLowerCase()))],
  }
}

function countTags(projects: readonly Project[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const tag of projects.flatMap(({ tags }) => tags))
    counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return new Map([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)))
}

function relatedTo(
  project: Project,
  projects: readonly Project[],
  counts: ReadonlyMap<string, number>,
): string[] {
  const nearness = (other: Project) =>
    other.tags
      .filter((tag) => project.tags.includes(tag))
      .reduce((sum, tag) => sum + 1 / (counts.get(tag) ?? 1), 0)
  return projects
    .filter((other) => other !== project)
    .map((other) => ({ title: other.title, score: nearness(other) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ title }) => title)
}

function card(
  { title, text: words, url, tags }: Project,
  ids: ReadonlyMap<string, number>,
  related: readonly string[],
): string {
  const heading =
    url === '' ? escapeHtml(title) : `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`
  const classes = tags.map((tag) => `t${ids.get(tag)}`).join(' ')
  return `<article class="${classes}"><h3>${heading}</h3>${words && `<p>${escapeHtml(words)}</p>`}${tags.length > 0 ? `<p>${tags.map((tag) => `<small>${escapeHtml(tag)}</small>`).join(' ')}</p>` : ''}${related.length > 0 ? `<p>See also: ${related.map(escapeHtml).join(', ')}</p>` : ''}</article>`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"name": "Ada", "projects": [{"title": "Engine", "year": 1843, "tags": ["maths"], "url": "https://..."}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const [name, intro] = [text(body, 'name', '', 80), text(body, 'intro', '', 600)]
    if (name === '') throw new BadInput('"name" is missing')
    if (!Array.isArray(body.projects) || body.projects.length === 0 || body.projects.length > 60)
      throw new BadInput('"projects" must be a list of 1 to 60')
    const projects = body.projects.map(readProject).sort((a, b) => b.year - a.year)
    const counts = countTags(projects)
    const ids = new Map([...counts.keys()].map((tag, index) => [tag, index]))
    const related = new Map(
      projects.map((project) => [project, relatedTo(project, projects, counts)]),
    )
    const years = [...new Set(projects.map(({ year }) => year))]
    const sections = years.map(
      (year) =>
        `<h2>${year}</h2>${projects
          .filter((project) => project.year === year)
          .map((project) => card(project, ids, related.get(project) ?? []))
          .join('')}`,
    )
    const inputs = [...counts].map(
      ([tag, count]) =>
        `<label><input type="checkbox" id="c${ids.get(tag)}"> ${escapeHtml(tag)} (${count})</label>`,
    )
    const parts: { readonly [part: string]: string } = {
      name: escapeHtml(name),
      intro: intro && `<p>${escapeHtml(intro)}</p>`,
      // A ticked tag hides what does not carry it.
      rules: `<style>${[...ids.values()].map((id) => `body:has(#c${id}:checked) article:not(.t${id}){display:none}`).join('')}</style>`,
      filters: inputs.length > 0 ? `<form>${inputs.join(' ')}</form>` : '',
      projects: sections.join('\n'),
    }
    const html = page.replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part] ?? '')
    const links = Object.fromEntries(
      [...related]
        .filter(([, titles]) => titles.length > 0)
        .map(([{ title }, titles]) => [title, titles]),
    )
    return {
      body: { html, tags: [...counts].map(([tag, count]) => ({ tag, count })), related: links },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
