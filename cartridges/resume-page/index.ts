// A JSON Resume as a page. Sections are read leniently, as the schema has no required fields but a wrong
// one must not be hidden: what is there must be of its type.

type JsonObject = { readonly [key: string]: Json }

class BadInput extends Error {}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function text(from: JsonObject, name: string): string {
  const value = from[name] ?? ''
  if (typeof value !== 'string' || value.length > 5000)
    throw new BadInput(`"${name}" must be text of at most 5000 characters`)
  return escapeHtml(value.trim())
}

function entries(from: JsonObject, name: string): JsonObject[] {
  const value = from[name] ?? []
  if (!Array.isArray(value) || value.length > 50 || !value.every(isObject))
    throw new BadInput(`"${name}" must be a list of at most 50 objects`)
  return value
}

function words(from: JsonObject, name: string): string[] {
  const value = from[name] ?? []
  if (
    !Array.isArray(value) ||
    value.length > 50 ||
    !value.every((item) => typeof item === 'string')
  )
    throw new BadInput(`"${name}" must be a list of at most 50 texts`)
  return value.map(escapeHtml)
}

/** `2014-06-29`, `2014-06` or `2014`, as the schema allows. */
function date(from: JsonObject, name: string): string {
  const given = text(from, name)
  if (given === '') return ''
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-[0-3]\d)?)?$/.exec(given) ?? []
  if (year === undefined) throw new BadInput(`"${name}" must be like 2014, 2014-06 or 2014-06-29`)
  return month === undefined ? year : `${months[Number(month) - 1]} ${year}`
}

function period(from: JsonObject): string {
  const [start, end] = [date(from, 'startDate'), date(from, 'endDate')]
  if (start === '') return end
  return `${start} to ${end || 'now'}`
}

const link = (url: string, label: string) =>
  /^(https?:\/\/|mailto:)[^\s]+$/.test(url) ? `<a href="${url}">${label}</a>` : label

const list = (items: readonly string[]) =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`

const section = (title: string, parts: readonly string[]) =>
  parts.length === 0 ? '' : `<section><h2>${title}</h2>\n${parts.join('\n')}\n</section>`

const newestFirst = (a: JsonObject, b: JsonObject) =>
  String(b.endDate ?? '9999').localeCompare(String(a.endDate ?? '9999')) ||
  String(b.startDate ?? '').localeCompare(String(a.startDate ?? ''))

function entry(title: string, place: string, when: string, rest: string): string {
  const head = [title, place].filter(Boolean).join(', ')
  return `<article><h3>${head}</h3>${when ? `<time>${when}</time>` : ''}${rest}</article>`
}

function render(resume: JsonObject): string {
  const basics = resume.basics
  if (!isObject(basics) || text(basics, 'name') === '')
    throw new BadInput('"basics.name" is missing')
  const email = text(basics, 'email')
  const location = isObject(basics.location)
    ? [text(basics.location, 'city'), text(basics.location, 'countryCode')]
        .filter(Boolean)
        .join(', ')
    : ''
  const url = text(basics, 'url')
  const contact = [
    location,
    email && link(`mailto:${email}`, email),
    url && link(url, url.replace(/^https?:\/\//, '')),
    ...entries(basics, 'profiles').map((profile) =>
      link(text(profile, 'url'), `${text(profile, 'network')} ${text(profile, 'username')}`.trim()),
    ),
  ]
  const summary = text(basics, 'summary')
  const parts: { readonly [name: string]: string } = {
    name: text(basics, 'name'),
    label: text(basics, 'label'),
    contact: contact.filter(Boolean).join(' · '),
    summary: summary && `<p>${summary}</p>`,
    sections: [
      section(
        'Work',
        entries(resume, 'work')
          .toSorted(newestFirst)
          .map((job) =>
            entry(
              text(job, 'position'),
              link(text(job, 'url'), text(job, 'name')),
              period(job),
              `<p>${text(job, 'summary')}</p>${list(words(job, 'highlights'))}`.replace(
                '<p></p>',
                '',
              ),
            ),
          ),
      ),
      section(
        'Education',
        entries(resume, 'education')
          .toSorted(newestFirst)
          .map((study) =>
            entry(
              [text(study, 'studyType'), text(study, 'area')].filter(Boolean).join(' '),
              text(study, 'institution'),
              period(study),
              list(words(study, 'courses')),
            ),
          ),
      ),
      section(
        'Skills',
        entries(resume, 'skills').map(
          (skill) =>
            `<p><b>${text(skill, 'name')}</b> ${[text(skill, 'level'), ...words(skill, 'keywords')].filter(Boolean).join(', ')}</p>`,
        ),
      ),
      section(
        'Languages',
        entries(resume, 'languages').map(
          (language) => `<p><b>${text(language, 'language')}</b> ${text(language, 'fluency')}</p>`,
        ),
      ),
    ]
      .filter(Boolean)
      .join('\n'),
  }
  return page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? '')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST a JSON Resume: {"basics": {"name": "Ada"}, "work": [...]}; see jsonresume.org/schema'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: render(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
