// Source code as coloured HTML. A scanner of one regular expression per language tells comments, texts,
// numbers and keywords apart; everything else stays as it is.

type JsonObject = { readonly [key: string]: Json }
type Language = { readonly comment: string; readonly text: string; readonly words: string }

// What never ends is taken to end where it must, so that no text is scanned twice.
const quoted = `"(?:[^"\\\\\\n]|\\\\.)*"?|'(?:[^'\\\\\\n]|\\\\.)*'?`
const script: Language = {
  comment: '\\/\\/[^\\n]*|\\/\\*[\\s\\S]*?(?:\\*\\/|$)',
  text: `${quoted}|\`(?:[^\`\\\\]|\\\\[\\s\\S])*\`?`,
  words:
    'as|async|await|break|case|catch|class|const|continue|default|else|export|extends|false|finally|for|from|function|if|import|in|instanceof|interface|let|new|null|of|return|satisfies|static|switch|this|throw|true|try|type|typeof|undefined|void|while|yield',
}
const languages: { readonly [name: string]: Language } = {
  ts: script,
  js: script,
  json: { comment: '(?!)', text: quoted, words: 'true|false|null' },
  python: {
    comment: '#[^\\n]*',
    text: `"""[\\s\\S]*?(?:"""|$)|'''[\\s\\S]*?(?:'''|$)|${quoted}`,
    words:
      'and|as|assert|async|await|break|class|continue|def|del|elif|else|except|False|finally|for|from|global|if|import|in|is|lambda|None|nonlocal|not|or|pass|raise|return|True|try|while|with|yield',
  },
  shell: {
    comment: '(?<![^\\s;])#[^\\n]*',
    text: quoted,
    words: 'case|do|done|elif|else|esac|export|fi|for|function|if|in|local|return|then|until|while',
  },
  css: {
    comment: '\\/\\*[\\s\\S]*?(?:\\*\\/|$)',
    text: quoted,
    words: '@media|@import|@supports|@keyframes|@layer|important|inherit|initial|none|var',
  },
  text: { comment: '(?!)', text: '(?!)', words: '(?!)' },
}

const css = `.code { background: #1e2127; color: #e6e6e6; padding: 1rem; overflow-x: auto; border-radius: 6px; font: 14px/1.5 ui-monospace, monospace; counter-reset: line }
.code .l { display: block; min-height: 1.5em } .code .m { background: #3a3f4b }
.code .l::before { content: attr(data-n); color: #9da5b4; display: inline-block; width: 3ch; margin-right: 1.5ch; text-align: right; user-select: none }
.code .c { color: #9da5b4; font-style: italic } .code .s { color: #98c379 } .code .n { color: #d19a66 } .code .k { color: #c792ea }`

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Each piece with its class; a piece over several lines closes and opens again at each line's end. */
function colour(code: string, { comment, text, words }: Language): string {
  const scanner = new RegExp(
    `(${comment})|(${text})|(\\b\\d[\\w.]*)|((?<![\\w$.@-])(?:${words})(?![\\w$-]))`,
    'g',
  )
  let html = ''
  let at = 0
  for (const found of code.matchAll(scanner)) {
    const kind =
      found[1] !== undefined
        ? 'c'
        : found[2] !== undefined
          ? 's'
          : found[3] !== undefined
            ? 'n'
            : 'k'
    html += escapeHtml(code.slice(at, found.index))
    html += found[0]
      .split('\n')
      .map((part) => part && `<span class="${kind}">${escapeHtml(part)}</span>`)
      .join('\n')
    at = found.index + found[0].length
  }
  return html + escapeHtml(code.slice(at))
}

/** `2,5-7` as a set of numbers, or null. */
function marked(text: string): Set<number> | null {
  const lines = new Set<number>()
  for (const part of text.split(',').filter((piece) => piece.trim() !== '')) {
    const [, from, to = from] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? []
    if (from === undefined || Number(to) < Number(from) || Number(to) - Number(from) > 5000)
      return null
    for (let line = Number(from); line <= Number(to); line++) lines.add(line)
  }
  return lines
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"code": "...", "language": "ts", "mark": "2,5-7"}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { code, language = 'text', title = '', mark = '', start = 1 } = body
  if (typeof code !== 'string' || code.length > 20_000)
    return bad('"code" must be text of at most 20000 characters', hint)
  const rules =
    typeof language === 'string' && Object.hasOwn(languages, language)
      ? languages[language]
      : undefined
  if (!rules) return bad('"language" is unknown', Object.keys(languages).join(', '))
  if (typeof title !== 'string' || title.length > 100)
    return bad('"title" must be text of at most 100 characters', hint)
  if (!Number.isInteger(start) || Number(start) < 0)
    return bad('"start" must be a whole number', hint)
  const marks = typeof mark === 'string' && mark.length <= 200 ? marked(mark) : null
  if (marks === null) return bad('"mark" must be lines like 2,5-7', hint)

  const lines = colour(code.replace(/\r\n?/g, '\n').replace(/\n$/, ''), rules).split('\n')
  const rows = lines.map((line, index) => {
    const number = Number(start) + index
    return `<span class="l${marks.has(number) ? ' m' : ''}" data-n="${number}">${line}</span>`
  })
  const caption = title === '' ? '' : `<figcaption>${escapeHtml(title)}</figcaption>`
  return {
    body: {
      html: `<figure>${caption}<pre class="code" tabindex="0"><code>${rows.join('')}</code></pre></figure>`,
      css,
      lines: lines.length,
    },
  }
}
