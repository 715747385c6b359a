// An about page: what for, since when, by whom. Sections that have nothing to say are not there.

type JsonObject = { readonly [key: string]: Json }

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function text(from: JsonObject, name: string, most: number, isNeeded = false): string {
  const value = from[name] ?? ''
  if (typeof value !== 'string' || value.length > most || (isNeeded && value.trim() === ''))
    throw new BadInput(`"${name}" must be text of ${isNeeded ? '1' : '0'} to ${most} characters`)
  return value.trim()
}

function list(from: JsonObject, name: string): JsonObject[] {
  const value = from[name] ?? []
  if (!Array.isArray(value) || value.length > 50 || !value.every(isObject))
    throw new BadInput(`"${name}" must be a list of at most 50 objects`)
  return value
}

function year(value: Json | undefined, name: string, low: number, high: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high)
    throw new BadInput(`"${name}" must be a year from ${low} to ${high}`)
  return value
}

/** Seven years, one year, or nothing in the first. */
const age = (years: number) => (years === 0 ? 'new' : `${years} year${years === 1 ? '' : 's'} old`)

function about(body: JsonObject) {
  const [name, mission] = [text(body, 'name', 100, true), text(body, 'mission', 500, true)]
  const thisYear = year(body.year, 'year', 1000, 9999)
  const founded = body.founded === undefined ? null : year(body.founded, 'founded', 1000, thisYear)
  const story = text(body, 'story', 5000)
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
  const people = list(body, 'people').map((person) => ({
    name: text(person, 'name', 100, true),
    role: text(person, 'role', 100),
  }))
  const milestones = list(body, 'milestones')
    .map((stone) => ({
      year: year(stone.year, 'milestones.year', founded ?? 1000, thisYear),
      text: text(stone, 'text', 300, true),
    }))
    .sort((a, b) => a.year - b.year)

  const html = [
    `<h1>About ${escapeHtml(name)}</h1>`,
    `<p class="mission">${escapeHtml(mission)}</p>`,
    founded === null ? '' : `<p>Since ${founded}, ${age(thisYear - founded)}.</p>`,
    ...story.map((part) => `<p>${escapeHtml(part.trim())}</p>`),
    people.length === 0
      ? ''
      : `<h2>People</h2><ul>${people.map((person) => `<li><b>${escapeHtml(person.name)}</b> ${escapeHtml(person.role)}</li>`).join('')}</ul>`,
    milestones.length === 0
      ? ''
      : `<h2>Milestones</h2><dl>${milestones.map((stone) => `<dt>${stone.year}</dt><dd>${escapeHtml(stone.text)}</dd>`).join('')}</dl>`,
  ]
  const jsonLd = {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    name,
    description: mission,
    ...(founded === null ? {} : { foundingDate: String(founded) }),
    ...(people.length === 0
      ? {}
      : {
          member: people.map((person) => ({
            '@type': 'Person',
            name: person.name,
            ...(person.role ? { jobTitle: person.role } : {}),
          })),
        }),
  }
  return { html: `<article>${html.filter(Boolean).join('\n')}</article>`, jsonLd }
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"name": "Lamp Ltd", "mission": "...", "year": 2026, "founded": 2019}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { body: about(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
