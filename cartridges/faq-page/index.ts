// Questions and answers as <details>, with anchors made from their words and FAQPage data.

type JsonObject = { readonly [key: string]: Json }
type Item = { question: string; answer: string; topic: string; anchor: string }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** A few words of the question, in letters that need no encoding where that is possible. */
function anchorOf(question: string, taken: ReadonlySet<string>): string {
  const words =
    question
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const base = words.slice(0, 8).join('-') || 'question'
  for (let number = 1; ; number++) {
    const anchor = number === 1 ? base : `${base}-${number}`
    if (!taken.has(anchor)) return anchor
  }
}

/** Escaped text in which web addresses are links; a full stop behind one is not part of it. */
const inline = (text: string) =>
  escapeHtml(text).replace(/https?:\/\/(?:(?!&#(?:3[49]|6[02]);)[^\s])+/g, (url) => {
    const [, address = url, rest = ''] = /^(.*?)([.,;:!?)]*)$/.exec(url) ?? []
    return `<a href="${address}" rel="nofollow noopener">${address}</a>${rest}`
  })

function answerHtml(answer: string): string {
  return answer
    .split(/\n\s*\n/)
    .map((block) => {
      const lines = block
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
      const isList = lines.length > 0 && lines.every((line) => line.startsWith('- '))
      return isList
        ? `<ul>${lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('')}</ul>`
        : `<p>${lines.map(inline).join('<br>')}</p>`
    })
    .join('')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"title": "Help", "items": [{"question": "...?", "answer": "...", "topic": "Paying"}]}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { title, items: given } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 100)
    return bad('"title" must be text of 1 to 100 characters', hint)
  if (!Array.isArray(given) || given.length === 0 || given.length > 100)
    return bad('"items" must be a list of 1 to 100', hint)
  const items: Item[] = []
  const anchors = new Set<string>()
  for (const [index, item] of given.entries()) {
    const { question, answer, topic = '' } = isObject(item) ? item : {}
    if (typeof question !== 'string' || question.trim() === '' || question.length > 300)
      return bad(`items[${index}].question must be text of 1 to 300 characters`, hint)
    if (typeof answer !== 'string' || answer.trim() === '' || answer.length > 5000)
      return bad(`items[${index}].answer must be text of 1 to 5000 characters`, hint)
    if (typeof topic !== 'string' || topic.length > 60)
      return bad(`items[${index}].topic must be text of at most 60 characters`, hint)
    const anchor = anchorOf(question, anchors)
    anchors.add(anchor)
    items.push({ question: question.trim(), answer: answer.trim(), topic: topic.trim(), anchor })
  }
  const topics = [...new Set(items.map(({ topic }) => topic))]
  const sections = topics.map((topic) => {
    const members = items.filter((item) => item.topic === topic)
    const entries = members.map(
      ({ question, answer, anchor }) =>
        `<details id="${anchor}"><summary>${escapeHtml(question)}</summary>${answerHtml(answer)}</details>`,
    )
    return `${topic === '' ? '' : `<h2>${escapeHtml(topic)}</h2>`}${entries.join('')}`
  })
  const contents =
    topics.length > 1
      ? `<nav><ol>${items.map(({ question, anchor }) => `<li><a href="#${anchor}">${escapeHtml(question)}</a></li>`).join('')}</ol></nav>`
      : ''
  const jsonLd = {
    '@context': 'https://schema.org',
    '@type': 'FAQPage',
    mainEntity: items.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer },
    })),
  }
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title><h1>${escapeHtml(title)}</h1>${contents}${sections.join('')}</html>`
  return { body: { html, jsonLd, anchors: [...anchors] } }
}
