// A readability report as HTML, made by two other cartridges of this node: `text-stats` counts,
// `markdown-to-html` draws. When one of them cannot answer, so does this one, and nobody is charged.

type JsonObject = { readonly [key: string]: Json }

const maxTitle = 100

const asObject = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const escapeMarkdown = (text: string) =>
  text.replace(/[\\`*_~[\]<>&|#!()-]/g, '\\$&').replace(/\s+/g, ' ')

function duration(seconds: Json | undefined): string {
  const total = typeof seconds === 'number' ? seconds : 0
  const minutes = Math.floor(total / 60)
  return minutes === 0 ? `${total} s` : `${minutes} min ${total % 60} s`
}

function writeReport(title: string, stats: JsonObject): string {
  const readability = asObject(stats.readability)
  const rows: [string, Json | undefined][] = [
    ['Words', stats.words],
    ['Sentences', stats.sentences],
    ['Words a sentence', stats.wordsPerSentence],
    ['Reading ease (Flesch)', `${readability.fleschReadingEase}, ${readability.label}`],
    ['School grade (Flesch-Kincaid)', readability.fleschKincaidGrade],
    ['Reading time', duration(stats.readingSeconds)],
    ['Speaking time', duration(stats.speakingSeconds)],
  ]
  const topWords = Array.isArray(stats.topWords) ? stats.topWords.map(asObject) : []
  return [
    `# ${escapeMarkdown(title)}`,
    '',
    '| Measure | Value |',
    '|---|--:|',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    '',
    '## Frequent words',
    '',
    ...topWords.map(({ word, count }) => `1. ${escapeMarkdown(String(word))}: ${count}`),
    ...(topWords.length === 0 ? ['None beyond the commonest words.'] : []),
  ].join('\n')
}

export async function handle(request: Request): Promise<Response> {
  const { body, query } = request
  const given = { ...query, ...(typeof body === 'string' ? { text: body } : asObject(body)) }
  const hint = 'POST plain text, or {"title": "...", "text": "..."}'
  const { text, title = 'Text report' } = given
  if (typeof text !== 'string') return bad('no text was sent', hint)
  if (typeof title !== 'string' || title.trim() === '' || title.length > maxTitle)
    return bad(`"title" must be text of at most ${maxTitle} characters`, hint)

  const counted = await call('text-stats', { method: 'POST', body: { text, top: 5 } })
  // Its refusals speak of the text, so they are the caller's to read.
  if (counted.status === 400) return { status: 400, body: counted.body }
  if (counted.status !== 200) return failed('text-stats', counted.status)
  const stats = asObject(counted.body)
  const markdown = writeReport(title, stats)
  const drawn = await call('markdown-to-html', { method: 'POST', body: { markdown } })
  const { html } = asObject(drawn.body)
  if (drawn.status !== 200 || typeof html !== 'string')
    return failed('markdown-to-html', drawn.status)
  return { status: 200, body: { title, html, markdown, stats: { ...stats } } }
}

function failed(slug: string, status: number): Response {
  return { status: 502, body: { error: `${slug} answered ${status}`, hint: 'try again later' } }
}
