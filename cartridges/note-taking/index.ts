// Notes of a lecture or a meeting, taken fast and sorted after: the first sign of a line says what it is.
// The page follows the Cornell method: cues at the left, notes beside them, the summary at the foot.

type Point = { text: string; depth: number }
type Section = { heading: string; points: Point[]; terms: Term[]; questions: Question[] }
type Term = { term: string; meaning: string }
type Question = { question: string; answer: string | null }
type Action = { what: string; who: string | null; by: string | null; done: boolean }
type Notes = { sections: Section[]; actions: Action[]; summary: string[] }

const maxText = 30_000
const maxLine = 1000
const hint =
  'POST / or /page {"title": "Biology 3", "text": "# Cells\\n= Osmosis: water through a membrane\\n? Why does salt hurt slugs\\n> it draws out water\\n- a point\\n  - below it\\n! read chapter 4 @ada by:2026-11-27\\n~ Membranes decide."}'

const unfit = (error: string): Response => ({ status: 400, body: { error, hint } })

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function actionOf(text: string): Action {
  const who = /(?:^|\s)@([\p{L}\p{N}_.-]{1,30})/u.exec(text)?.[1] ?? null
  const by = /(?:^|\s)by:(\d{4}-\d\d-\d\d)(?!\S)/.exec(text)?.[1] ?? null
  const done = /^\[x\]\s/i.test(text)
  const what = text
    .replace(/^\[[x ]\]\s/i, '')
    .replace(/(^|\s)@[\p{L}\p{N}_.-]{1,30}/u, '')
    .replace(/(^|\s)by:\d{4}-\d\d-\d\d(?!\S)/, '')
  return { what: what.replace(/\s+/g, ' ').trim(), who, by, done }
}

/** Points under points: a line is one deeper than the nearest line above that is indented less. */
function depthOf(indent: number, open: number[]): number {
  while (open.length > 0 && (open.at(-1) ?? 0) >= indent) open.pop()
  open.push(indent)
  return Math.min(open.length - 1, 5)
}

function sortOut(text: string): Notes {
  const begin = (heading: string): Section => ({ heading, points: [], terms: [], questions: [] })
  let section = begin('')
  const notes: Notes = { sections: [section], actions: [], summary: [] }
  let indents: number[] = []
  let asked: Question | null = null
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replaceAll('\t', '  ').trimEnd()
    const [, blank = '', sign = '', rest = ''] = /^( *)(?:([#=?>!~*-])\s+)?(.*)$/.exec(line) ?? []
    if (rest === '') {
      asked = null
      continue
    }
    if (sign === '#') {
      section = begin(rest)
      notes.sections.push(section)
      indents = []
    } else if (sign === '=') {
      const [, term = rest, meaning = ''] = /^(.*?\S)\s*:\s+(.*)$/.exec(rest) ?? []
      section.terms.push({ term, meaning })
    } else if (sign === '?') {
      asked = { question: rest.endsWith('?') ? rest : `${rest}?`, answer: null }
      section.questions.push(asked)
    } else if (sign === '>' && asked !== null) {
      asked.answer = asked.answer === null ? rest : `${asked.answer} ${rest}`
    } else if (sign === '!') notes.actions.push(actionOf(rest))
    else if (sign === '~') notes.summary.push(rest)
    else section.points.push({ text: rest, depth: depthOf(blank.length, indents) })
    if (sign !== '?' && sign !== '>') asked = null
  }
  notes.sections = notes.sections.filter(
    ({ heading, points, terms, questions }) =>
      heading !== '' || points.length + terms.length + questions.length > 0,
  )
  return notes
}

function pointsHtml(points: readonly Point[]): string {
  let html = ''
  let depth = -1
  for (const point of points) {
    if (point.depth > depth) html += '<ul>'
    // A jump back to the left closes every list between.
    else html += `</li>${'</ul></li>'.repeat(depth - point.depth)}`
    html += `<li>${escapeHtml(point.text)}`
    depth = point.depth
  }
  return html + '</li></ul>'.repeat(depth + 1)
}

function sectionHtml({ heading, points, terms, questions }: Section): string {
  const cues = [
    ...questions.map(({ question }) => `<p class="ask">${escapeHtml(question)}</p>`),
    ...terms.map(({ term }) => `<p class="term">${escapeHtml(term)}</p>`),
  ]
  const facts = [
    ...questions.flatMap(({ question, answer }) =>
      answer === null ? [] : [`<dt>${escapeHtml(question)}</dt><dd>${escapeHtml(answer)}</dd>`],
    ),
    ...terms.map(
      ({ term, meaning }) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(meaning)}</dd>`,
    ),
  ]
  const title = heading === '' ? '' : `<h2>${escapeHtml(heading)}</h2>`
  const list = facts.length === 0 ? '' : `<dl>${facts.join('')}</dl>`
  return `<section><aside>${cues.join('')}</aside><div>${title}${pointsHtml(points)}${list}</div></section>`
}

function actionHtml({ what, who, by, done }: Action): string {
  const marks = [who === null ? '' : `@${who}`, by === null ? '' : `by ${by}`].filter(Boolean)
  const text = escapeHtml([what, ...marks].join(' · '))
  return `<li${done ? ' class="done"' : ''}>${done ? '☑' : '☐'} ${text}</li>`
}

function pageOf(title: string, { sections, actions, summary }: Notes): Response {
  const todo =
    actions.length === 0 ? '' : `<h2>To do</h2><ul>${actions.map(actionHtml).join('')}</ul>`
  const parts: { readonly [name: string]: string } = {
    title: escapeHtml(title),
    sections: sections.map(sectionHtml).join('\n'),
    actions: todo,
    summary: summary.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n'),
  }
  return {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? ''),
  }
}

export function handle({ path, body }: Request): Response {
  if (path !== '/' && path !== '/page') return unfit('the path must be / or /page')
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return unfit('the body must be a JSON object')
  const { text, title = 'Notes' } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 100)
    return unfit('"title" must be text of 1 to 100 characters')
  if (typeof text !== 'string' || text.trim() === '' || text.length > maxText)
    return unfit(`"text" must be notes of 1 to ${maxText} characters`)
  if (text.split('\n').some((line) => line.length > maxLine))
    return unfit(`a line has at most ${maxLine} characters`)
  const notes = sortOut(text)
  if (path === '/page') return pageOf(title, notes)
  const questions = notes.sections.flatMap((section) => section.questions)
  return {
    body: {
      title,
      ...notes,
      open: questions.filter(({ answer }) => answer === null).map(({ question }) => question),
      todo: notes.actions.filter(({ done }) => !done).length,
      words: text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0,
    },
  }
}
