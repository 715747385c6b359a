// A safe subset of CommonMark with tables, strike-through and task lists. Text is escaped on its way
// out and HTML in the source is text like any other, so the result has only the tags written here.
// Every step is linear, or bounded by a named cap, in the length of the source. Long because a cartridge
// is one file that imports nothing: blocks, then inlines, then output.

type Item = {
  readonly blocks: Block[]
  readonly task: ' ' | 'x' | null
  readonly isSpaced: boolean
}
type Block = { isSpaced: boolean } & (
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: Item[] }
  | { readonly kind: 'table'; readonly aligns: string[]; readonly rows: string[][] }
  | { readonly kind: 'rule' }
)

const maxNesting = 20
const maxUrlLength = 2000
const linkSchemes = new Set(['http:', 'https:', 'mailto:'])
const imageSchemes = new Set(['http:', 'https:'])

const escapeHtml = (text: string) =>
  text.replace(/[&<>"]/g, (c) =>
    c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;',
  )

// --- Inline text ---

/** A run of `*`, `_` or `~` that may turn into tags. */
type Run = {
  readonly char: string
  readonly size: number
  readonly canOpen: boolean
  readonly canClose: boolean
  left: number
  closing: string
  opening: string
}

/** The address when it is relative or has an allowed scheme, else null. */
function safeUrl(address: string, schemes: ReadonlySet<string>): string | null {
  // Browsers skip control characters and blanks, so a scheme must not hide behind them.
  const url = address.replace(/[\p{Cc}\s]/gu, '')
  const scheme = /^[^/?#]*?:/.exec(url)?.[0].toLowerCase()
  return scheme === undefined || schemes.has(scheme) ? url : null
}

/** Start of each code span and where it ends, by the position of its first backtick. */
function findCodeSpans(
  text: string,
): Map<number, { readonly from: number; readonly to: number; readonly end: number }> {
  const runs = [...text.matchAll(/\\`?|`+/g)].filter(([run]) => run !== '\\')
  const later = new Map<number, number[]>()
  for (let i = runs.length - 1; i >= 0; i--) {
    const run = runs[i]
    if (!run) continue
    // An escaped backtick opens nothing, but inside of a span the backslash is only text.
    const size = run[0].startsWith('\\') ? 1 : run[0].length
    const at = run[0].startsWith('\\') ? run.index + 1 : run.index
    const places = later.get(size) ?? []
    places.push(at)
    later.set(size, places)
  }
  const spans = new Map<number, { from: number; to: number; end: number }>()
  let end = 0
  for (const run of runs) {
    if (run.index < end || run[0].startsWith('\\')) continue
    const size = run[0].length
    const places = later.get(size) ?? []
    while ((places.at(-1) ?? Number.POSITIVE_INFINITY) <= run.index) places.pop()
    const close = places.at(-1)
    if (close === undefined) continue
    end = close + size
    spans.set(run.index, { from: run.index + size, to: close, end })
  }
  return spans
}

/** For each opening bracket its closing one, leaving out escapes and code. */
function findBrackets(text: string, spans: ReturnType<typeof findCodeSpans>): Map<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const c = text.charAt(at)
    const span = spans.get(at)
    if (span) at = span.end - 1
    else if (c === '\\') at++
    else if (c === '[') open.push(at)
    else if (c === ']') {
      const start = open.pop()
      if (start !== undefined) pairs.set(start, at)
    }
  }
  return pairs
}

/** Reads `(address "title")` at `at`. */
function readTarget(
  text: string,
  at: number,
): { address: string; title: string; end: number } | null {
  if (text.charAt(at) !== '(') return null
  const part = text.slice(at + 1, at + 1 + maxUrlLength)
  const skip = (from: number) => from + (/^\s*/.exec(part.slice(from, from + 100))?.[0].length ?? 0)
  let i = skip(0)
  let address = ''
  if (part.charAt(i) === '<') {
    const close = part.indexOf('>', i)
    if (close < 0) return null
    address = part.slice(i + 1, close)
    i = close + 1
  } else {
    const start = i
    for (let depth = 0; i < part.length; i++) {
      const c = part.charAt(i)
      if (c === '\\') i++
      else if (c === '(') depth++
      else if (c === ')' && depth-- === 0) break
      else if (c <= ' ') break
      if (depth > 8) return null
    }
    address = part.slice(start, i)
  }
  i = skip(i)
  const quote = part.charAt(i)
  let title = ''
  if (quote === '"' || quote === "'") {
    let close = i + 1
    while (close < part.length && part.charAt(close) !== quote)
      close += part.charAt(close) === '\\' ? 2 : 1
    if (close >= part.length) return null
    title = part.slice(i + 1, close)
    i = skip(close + 1)
  }
  if (part.charAt(i) !== ')') return null
  return { address: dropEscapes(address), title: dropEscapes(title), end: at + i + 2 }
}

const dropEscapes = (text: string) => text.replace(/\\([!-/:-@[-`{-~])/g, '$1')

const isBlank = (c: string) => c === '' || /\s/.test(c)
const isPunctuation = (c: string) => /[\p{P}\p{S}]/u.test(c)

function readRun(text: string, at: number, size: number): Run {
  const char = text.charAt(at)
  const before = text.charAt(at - 1)
  const after = text.charAt(at + size)
  const isLeft =
    !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before))
  const isRight =
    !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after))
  const isWordwise = char === '_'
  return {
    char,
    size,
    canOpen: isLeft && (!isWordwise || !isRight || isPunctuation(before)),
    canClose: isRight && (!isWordwise || !isLeft || isPunctuation(after)),
    left: size,
    closing: '',
    opening: '',
  }
}

function pairs(opener: Run, closer: Run): boolean {
  if (opener.char !== closer.char) return false
  if (opener.char === '~') return opener.size === 2 && closer.size === 2
  // CommonMark's rule of three keeps `*a**b*` from pairing across.
  const isMixed = opener.canClose || closer.canOpen
  const isThird = (opener.size + closer.size) % 3 === 0
  return !(isMixed && isThird && (opener.size % 3 !== 0 || closer.size % 3 !== 0))
}

/** Turns runs into tags, innermost first. */
function matchRuns(runs: readonly Run[]): void {
  const stack: Run[] = []
  // How much of the stack has been searched in vain, by kind of closer: this keeps the search linear.
  const searched = new Map<string, number>()
  for (const closer of runs) {
    const key = `${closer.char}${closer.canOpen}${closer.size % 3}${closer.size === 2}`
    while (closer.canClose && closer.left > 0) {
      let at = stack.length - 1
      const bottom = searched.get(key) ?? 0
      while (at >= bottom && !pairs(stack[at] ?? closer, closer)) at--
      const opener = at >= bottom ? stack[at] : undefined
      if (!opener) {
        searched.set(key, stack.length)
        break
      }
      const size = opener.left >= 2 && closer.left >= 2 ? 2 : 1
      const tag = closer.char === '~' ? 'del' : size === 2 ? 'strong' : 'em'
      opener.left -= size
      closer.left -= size
      opener.opening = `<${tag}>${opener.opening}`
      closer.closing += `</${tag}>`
      stack.length = opener.left > 0 ? at + 1 : at
      for (const [name, height] of searched)
        if (height > stack.length) searched.set(name, stack.length)
    }
    if (closer.canOpen && closer.left > 0) stack.push(closer)
  }
}

const plainStop = /[\\`*_~[\]!<&\n]/g
const entity = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/y
const autolink = /<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/y

function renderInline(text: string, isInLink = false): string {
  const spans = findCodeSpans(text)
  const brackets = findBrackets(text, spans)
  const pieces: (string | Run)[] = []
  const runs: Run[] = []
  let at = 0
  while (at < text.length) {
    const c = text.charAt(at)
    const span = spans.get(at)
    if (span) {
      const code = text.slice(span.from, span.to).replaceAll('\n', ' ')
      const isPadded = /^ .*[^ ].* $/.test(code)
      pieces.push(`<code>${escapeHtml(isPadded ? code.slice(1, -1) : code)}</code>`)
      at = span.end
    } else if (c === '\\' && /[!-/:-@[-`{-~]/.test(text.charAt(at + 1))) {
      pieces.push(escapeHtml(text.charAt(at + 1)))
      at += 2
    } else if (c === '\\' && text.charAt(at + 1) === '\n') {
      pieces.push('<br>\n')
      at += 2
    } else if (c === '\n') {
      const last = pieces.at(-1)
      const isBreak = typeof last === 'string' && last.endsWith('  ')
      if (typeof last === 'string') pieces[pieces.length - 1] = last.trimEnd()
      pieces.push(isBreak ? '<br>\n' : '\n')
      at++
    } else if (c === '*' || c === '_' || c === '~') {
      let size = 1
      while (text.charAt(at + size) === c) size++
      const run = readRun(text, at, size)
      runs.push(run)
      pieces.push(run)
      at += size
    } else if (c === '[' || (c === '!' && text.charAt(at + 1) === '[')) {
      const isImage = c === '!'
      const open = isImage ? at + 1 : at
      const close = brackets.get(open)
      const target = close === undefined ? null : readTarget(text, close + 1)
      if (close === undefined || target === null || (isInLink && !isImage)) {
        pieces.push(c)
        at++
        continue
      }
      const label = text.slice(open + 1, close)
      pieces.push(
        isImage ? renderImage(label, target) : renderLink(renderInline(label, true), target),
      )
      at = target.end
    } else if (c === '<' || c === '&') {
      const pattern = c === '<' ? autolink : entity
      pattern.lastIndex = at
      const found = pattern.exec(text)
      const address = found?.[1]
      if (address !== undefined && !isInLink)
        pieces.push(renderLink(escapeHtml(address.replace(/^mailto:/, '')), { address, title: '' }))
      else pieces.push(c === '&' && found ? found[0] : escapeHtml(found?.[0] ?? c))
      at += found?.[0].length ?? 1
    } else {
      plainStop.lastIndex = at + 1
      const end = plainStop.exec(text)?.index ?? text.length
      pieces.push(escapeHtml(text.slice(at, end)))
      at = end
    }
  }
  matchRuns(runs)
  return pieces
    .map((piece) =>
      typeof piece === 'string'
        ? piece
        : piece.closing + piece.char.repeat(piece.left) + piece.opening,
    )
    .join('')
}

type Target = { readonly address: string; readonly title: string }

/** A link that is not safe leaves its words behind. */
function renderLink(html: string, { address, title }: Target): string {
  const url = safeUrl(address, linkSchemes)
  if (url === null) return html
  const hint = title === '' ? '' : ` title="${escapeHtml(title)}"`
  return `<a href="${escapeHtml(url)}"${hint} rel="nofollow noopener">${html}</a>`
}

function renderImage(label: string, { address, title }: Target): string {
  const alt = escapeHtml(dropEscapes(label))
  const url = safeUrl(address, imageSchemes)
  if (url === null) return alt
  const hint = title === '' ? '' : ` title="${escapeHtml(title)}"`
  return `<img src="${escapeHtml(url)}" alt="${alt}"${hint}>`
}

// --- Blocks ---

type Marker = {
  readonly kind: string
  readonly start: number | null
  readonly width: number
  readonly rest: string
}

const indentOf = (line: string) => line.length - line.trimStart().length
const isEmpty = (line: string | undefined) => line === undefined || line.trim() === ''

function isRule(line: string): boolean {
  const packed = line.replace(/\s/g, '')
  const first = packed.charAt(0)
  return (
    indentOf(line) < 4 &&
    packed.length >= 3 &&
    '-*_'.includes(first) &&
    packed === first.repeat(packed.length)
  )
}

function readMarker(line: string): Marker | null {
  const found = /^( {0,3})([-*+]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(line)
  if (!found || isRule(line)) return null
  const [head, , bullet = '', digits] = found
  const rest = line.slice(head.length)
  const gap = indentOf(rest)
  // Five blanks or more are one blank and indented code; an empty item counts one blank.
  const width = head.length + (gap > 4 || gap === rest.length ? 1 : gap)
  return {
    kind: digits === undefined ? bullet : bullet.slice(-1),
    start: digits === undefined ? null : Number(digits),
    width,
    rest: line.slice(width),
  }
}

const fencePattern = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/
const headingPattern = /^ {0,3}(#{1,6})(?:\s|$)/
const quotePattern = /^ {0,3}> ?/

const isFence = (line: string) => {
  const found = fencePattern.exec(line)
  return found !== null && !(found[1]?.startsWith('`') && found[2]?.includes('`'))
}

/** Whether a line ends the paragraph before it. Only a list from 1 does, so that years in text do not. */
function interrupts(line: string): boolean {
  if (isFence(line) || headingPattern.test(line) || quotePattern.test(line) || isRule(line))
    return true
  const marker = readMarker(line)
  return marker !== null && marker.rest.trim() !== '' && (marker.start ?? 1) === 1
}

function splitRow(line: string): string[] {
  const row = line.trim().replace(/^\|/, '')
  const cells: string[] = []
  const spans = findCodeSpans(row)
  let cell = ''
  for (let at = 0; at < row.length; at++) {
    const c = row.charAt(at)
    const span = spans.get(at)
    if (span) {
      cell += row.slice(at, span.end)
      at = span.end - 1
    } else if (c === '\\') {
      cell += c + row.charAt(++at)
    } else if (c === '|') {
      cells.push(cell.trim())
      cell = ''
    } else cell += c
  }
  if (cell.trim() !== '' || !row.endsWith('|')) cells.push(cell.trim())
  return cells
}

function readAligns(line: string | undefined): string[] | null {
  if (line === undefined || !/^[\s|:-]+$/.test(line) || !line.includes('-')) return null
  const cells = splitRow(line)
  if (!cells.every((cell) => /^:?-+:?$/.test(cell))) return null
  return cells.map((cell) =>
    cell.endsWith(':')
      ? cell.startsWith(':')
        ? 'center'
        : 'right'
      : cell.startsWith(':')
        ? 'left'
        : '',
  )
}

function parseBlocks(lines: readonly string[], nesting: number): Block[] {
  const blocks: Block[] = []
  let i = 0
  let isSpaced = false
  const lineAt = (n: number) => lines[n] ?? ''

  const readFence = (): Block => {
    const [, fence = '', info = ''] = fencePattern.exec(lineAt(i)) ?? []
    const indent = indentOf(lineAt(i))
    const text: string[] = []
    for (i++; i < lines.length; i++) {
      const line = lineAt(i)
      const close = line.trim()
      const isClosing =
        indentOf(line) < 4 &&
        close.length >= fence.length &&
        close === fence.charAt(0).repeat(close.length)
      if (isClosing) {
        i++
        break
      }
      text.push(line.slice(Math.min(indent, indentOf(line))))
    }
    const language = /^[\w+#.-]{1,40}/.exec(info.trim())?.[0] ?? ''
    return { kind: 'code', isSpaced, language, text: text.map((line) => `${line}\n`).join('') }
  }

  const readQuote = (): Block => {
    const inner: string[] = []
    while (i < lines.length) {
      const line = lineAt(i)
      const isLazy = !isEmpty(line) && !isEmpty(inner.at(-1)) && !interrupts(line)
      if (!quotePattern.test(line) && !isLazy) break
      inner.push(line.replace(quotePattern, ''))
      i++
    }
    return { kind: 'quote', isSpaced, blocks: parseBlocks(inner, nesting + 1) }
  }

  const readItem = (marker: Marker, isAfterBlank: boolean): Item => {
    const inner = [marker.rest]
    for (i++; i < lines.length; i++) {
      const line = lineAt(i)
      if (isEmpty(line)) {
        // An item that begins with a blank line is empty.
        if (inner.every(isEmpty)) break
        inner.push('')
      } else if (indentOf(line) >= marker.width) inner.push(line.slice(marker.width))
      else if (!isEmpty(inner.at(-1)) && readMarker(line) === null && !interrupts(line))
        inner.push(line)
      else break
    }
    while (inner.length > 1 && isEmpty(inner.at(-1))) {
      inner.pop()
      i--
    }
    const task = /^\[([ xX])\]\s/.exec(inner[0] ?? '')
    if (task) inner[0] = (inner[0] ?? '').slice(task[0].length)
    const state = task ? (task[1] === ' ' ? ' ' : 'x') : null
    return { blocks: parseBlocks(inner, nesting + 1), task: state, isSpaced: isAfterBlank }
  }

  const readList = (first: Marker): Block => {
    const items: Item[] = []
    let marker: Marker | null = first
    let isAfterBlank = false
    let end = i
    while (marker !== null && marker.kind === first.kind) {
      items.push(readItem(marker, isAfterBlank))
      end = i
      while (i < lines.length && isEmpty(lineAt(i))) i++
      isAfterBlank = i > end
      marker = i < lines.length ? readMarker(lineAt(i)) : null
    }
    // Blank lines behind the list belong to what follows.
    i = end
    return { kind: 'list', isSpaced, start: first.start, items }
  }

  const readTable = (aligns: string[]): Block => {
    const rows = [splitRow(lineAt(i))]
    for (i += 2; i < lines.length && !isEmpty(lineAt(i)) && !interrupts(lineAt(i)); i++)
      rows.push(splitRow(lineAt(i)))
    return { kind: 'table', isSpaced, aligns, rows }
  }

  const readIndented = (): Block => {
    const text: string[] = []
    for (; i < lines.length && (isEmpty(lineAt(i)) || indentOf(lineAt(i)) >= 4); i++)
      text.push(lineAt(i).slice(4))
    while (isEmpty(text.at(-1))) {
      text.pop()
      i--
    }
    return { kind: 'code', isSpaced, language: '', text: text.map((line) => `${line}\n`).join('') }
  }

  const readParagraph = (): Block => {
    const text = [lineAt(i++).trimStart()]
    for (; i < lines.length && !isEmpty(lineAt(i)); i++) {
      const line = lineAt(i)
      const underline = indentOf(line) < 4 ? /^(?:=+|-+)$/.exec(line.trim())?.[0] : undefined
      if (underline !== undefined) {
        i++
        return {
          kind: 'heading',
          isSpaced,
          level: underline.startsWith('=') ? 1 : 2,
          text: text.join('\n').trim(),
        }
      }
      if (interrupts(line)) break
      text.push(line.trimStart())
    }
    return { kind: 'paragraph', isSpaced, text: text.join('\n').trimEnd() }
  }

  while (i < lines.length) {
    const line = lineAt(i)
    if (isEmpty(line)) {
      isSpaced = true
      i++
      continue
    }
    const marker = nesting < maxNesting ? readMarker(line) : null
    const aligns = line.includes('|') ? readAligns(lines[i + 1]) : null
    if (indentOf(line) >= 4) blocks.push(readIndented())
    else if (isFence(line)) blocks.push(readFence())
    else if (headingPattern.test(line)) {
      const [head = '', marks = ''] = headingPattern.exec(line) ?? []
      const text = line.slice(head.length).trim()
      const bare = text.replace(/#{1,200}$/, '')
      const isClosed = bare === '' || /\s$/.test(bare)
      blocks.push({
        kind: 'heading',
        isSpaced,
        level: marks.length,
        text: isClosed ? bare.trim() : text,
      })
      i++
    } else if (isRule(line)) {
      blocks.push({ kind: 'rule', isSpaced })
      i++
    } else if (quotePattern.test(line) && nesting < maxNesting) blocks.push(readQuote())
    else if (marker) blocks.push(readList(marker))
    else if (aligns && aligns.length === splitRow(line).length) blocks.push(readTable(aligns))
    else blocks.push(readParagraph())
    isSpaced = false
  }
  return blocks
}

// --- HTML ---

type Heading = { level: number; text: string; id: string }

/** Words of a heading as they read, from its HTML. */
const plainText = (html: string) =>
  html
    .replace(/<[^>]{0,9000}>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

function createRenderer() {
  const outline: Heading[] = []
  const uses = new Map<string, number>()

  const renderHeading = (level: number, source: string): string => {
    const html = renderInline(source)
    const text = plainText(html)
    const words =
      text
        .toLowerCase()
        .match(/[\p{L}\p{N}]+/gu)
        ?.join('-')
        .slice(0, 80) || 'section'
    const count = (uses.get(words) ?? 0) + 1
    uses.set(words, count)
    // The prefix keeps an id from shadowing a global of the page it is put into.
    const id = `s-${words}${count > 1 ? `-${count}` : ''}`
    outline.push({ level, text, id })
    return `<h${level} id="${id}">${html}</h${level}>\n`
  }

  const renderItem = ({ blocks, task }: Item, isLoose: boolean): string => {
    const box =
      task === null ? '' : `<input type="checkbox" disabled${task === 'x' ? ' checked' : ''}> `
    const body = blocks
      .map((block, n) => {
        if (block.kind !== 'paragraph' || isLoose) return (n === 0 ? '\n' : '') + renderBlock(block)
        return renderInline(block.text) + (n < blocks.length - 1 ? '\n' : '')
      })
      .join('')
    return `<li>${box}${body}</li>\n`
  }

  const renderTable = (aligns: readonly string[], rows: readonly string[][]): string => {
    const row = (cells: readonly string[], tag: string) =>
      `<tr>${aligns
        .map((align, n) => {
          const style = align === '' ? '' : ` align="${align}"`
          return `<${tag}${style}>${renderInline((cells[n] ?? '').replaceAll('\\|', '|'))}</${tag}>`
        })
        .join('')}</tr>\n`
    const [head = [], ...body] = rows
    const rest = body.map((cells) => row(cells, 'td')).join('')
    return `<table>\n<thead>\n${row(head, 'th')}</thead>\n${rest && `<tbody>\n${rest}</tbody>\n`}</table>\n`
  }

  const renderBlock = (block: Block): string => {
    switch (block.kind) {
      case 'heading':
        return renderHeading(block.level, block.text)
      case 'paragraph':
        return `<p>${renderInline(block.text)}</p>\n`
      case 'code': {
        const name = block.language && ` class="language-${escapeHtml(block.language)}"`
        return `<pre><code${name}>${escapeHtml(block.text)}</code></pre>\n`
      }
      case 'quote':
        return `<blockquote>\n${block.blocks.map(renderBlock).join('')}</blockquote>\n`
      case 'list': {
        const isLoose = block.items.some(
          (item) => item.isSpaced || item.blocks.some((child, n) => n > 0 && child.isSpaced),
        )
        const start = block.start === null || block.start === 1 ? '' : ` start="${block.start}"`
        const tag = block.start === null ? 'ul' : 'ol'
        return `<${tag}${start}>\n${block.items.map((item) => renderItem(item, isLoose)).join('')}</${tag}>\n`
      }
      case 'table':
        return renderTable(block.aligns, block.rows)
      case 'rule':
        return '<hr>\n'
    }
  }
  return { outline, renderBlock }
}

function convert(markdown: string): Response {
  const lines = markdown
    .replaceAll('\u0000', '\uFFFD')
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/^[ \t]+/, (blanks) => blanks.replaceAll('\t', '    ')))
  const { outline, renderBlock } = createRenderer()
  const html = parseBlocks(lines, 0).map(renderBlock).join('')
  return { status: 200, body: { html, outline } }
}

export function handle(request: Request): Response {
  const { body } = request
  const given =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? body.markdown : body
  if (typeof given === 'string' && given.trim() !== '') return convert(given)
  return {
    status: 400,
    body: {
      error: 'no Markdown was sent',
      hint: 'POST it as text, or as {"markdown": "# Title"}',
    },
  }
}
