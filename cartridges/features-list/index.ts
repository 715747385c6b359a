// An outline of features as cards. The outline is strict, so that a misspelt line is found and not lost.

type JsonObject = { readonly [key: string]: Json }
type State = 'done' | 'beta' | 'planned'
type Feature = { title: string; text: string; state: State; anchor: string }
type Group = { name: string; features: Feature[] }

class BadInput extends Error {}

const states: { readonly [mark: string]: State } = { x: 'done', '~': 'beta', ' ': 'planned' }

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function parse(outline: string): Group[] {
  const groups: Group[] = []
  const anchors = new Map<string, number>()
  for (const [index, raw] of outline.split(/\r\n?|\n/).entries()) {
    const line = raw.trim()
    if (line === '') continue
    const [, heading] = /^#+\s*(.+)$/.exec(line) ?? []
    if (heading !== undefined) {
      groups.push({ name: heading, features: [] })
      continue
    }
    const [, mark, title = '', text = ''] =
      /^[-*]?\s*\[([x~ ])\]\s*([^:]+?)\s*(?::\s*(.*))?$/i.exec(line) ?? []
    const state = states[mark?.toLowerCase() ?? '']
    if (state === undefined)
      throw new BadInput(`line ${index + 1} is neither "# Group" nor "[x] Title: text"`)
    if (groups.length === 0) groups.push({ name: '', features: [] })
    const base =
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-|-$/g, '') || 'feature'
    const seen = (anchors.get(base) ?? 0) + 1
    anchors.set(base, seen)
    groups
      .at(-1)
      ?.features.push({ title, text, state, anchor: seen === 1 ? base : `${base}-${seen}` })
  }
  return groups.filter(({ features }) => features.length > 0)
}

function card({ title, text, state, anchor }: Feature): string {
  const rest = text === '' ? '' : `<p>${escapeHtml(text)}</p>`
  return `<li class="${state}" id="f-${anchor}"><b>${escapeHtml(title)}</b> <small>${state}</small>${rest}</li>`
}

/** A radio button before the list hides what is not of its state; no script is needed. */
function filter(counts: ReadonlyMap<State, number>): string {
  const choices = ['all', ...counts.keys()]
  const inputs = choices.map(
    (choice) =>
      `<label><input type="radio" name="state" id="s-${choice}"${choice === 'all' ? ' checked' : ''}> ${choice}${choice === 'all' ? '' : ` (${counts.get(choice as State)})`}</label>`,
  )
  const rules = [...counts.keys()].map(
    (state) => `.features:has(#s-${state}:checked) li:not(.${state}){display:none}`,
  )
  return `<style>${rules.join('')}</style><form>${inputs.join(' ')}</form>`
}

export function handle({ body }: Request): Response {
  const hint = 'POST text like "# Group\\n[x] Title: text\\n[~] In beta\\n[ ] Planned"'
  try {
    const { outline, only } =
      typeof body === 'string' ? ({ outline: body } as JsonObject) : isObject(body) ? body : {}
    if (typeof outline !== 'string' || outline.length > 20_000)
      throw new BadInput('"outline" must be text of at most 20000 characters')
    if (only !== undefined && !Object.values(states).some((state) => state === only))
      throw new BadInput('"only" must be done, beta or planned')
    const groups = parse(outline)
      .map(({ name, features }) => ({
        name,
        features: features.filter(({ state }) => only === undefined || state === only),
      }))
      .filter(({ features }) => features.length > 0)
    const all = groups.flatMap(({ features }) => features)
    if (all.length === 0 || all.length > 300)
      throw new BadInput(`there must be 1 to 300 features, there are ${all.length}`)
    const counts = new Map<State, number>()
    for (const { state } of all) counts.set(state, (counts.get(state) ?? 0) + 1)
    const sections = groups.map(
      ({ name, features }) =>
        `${name === '' ? '' : `<h2>${escapeHtml(name)}</h2>`}<ul>${features.map(card).join('')}</ul>`,
    )
    const html = `<section class="features">${counts.size > 1 ? filter(counts) : ''}${sections.join('')}</section>`
    return { body: { html, groups, counts: Object.fromEntries(counts) } }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
