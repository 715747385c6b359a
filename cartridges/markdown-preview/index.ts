// Shows Markdown while it is written. The text becomes a tree of elements and never markup, so nothing in
// it can run; addresses that are no web or mail address stay text. POST answers what the text holds.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { text: string }

function step(old: State, action: { type: string; value?: string }) {
  const text = action.type === 'text' ? (action.value ?? '').slice(0, 20_000) : old.text
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const outline: { level: number; title: string }[] = []
  const links: string[] = []
  const tasks = { open: 0, done: 0 }

  const marks: [RegExp, (found: RegExpExecArray, depth: number) => View][] = [
    [/`([^`\n]{1,500})`/y, ([, code = '']) => ['code', {}, code]],
    [
      /!?\[([^[\]]{1,300})\]\(([^()\s]{1,500})\)/y,
      ([whole, name = '', address = '']) => {
        const isSafe = /^(https?:\/\/|mailto:)/i.test(address)
        if (isSafe) links.push(address)
        // Pictures are not loaded: their text stands for them.
        return isSafe && !whole.startsWith('!') ? ['a', { href: address }, name] : name
      },
    ],
    [
      /\*\*(\S(?:(?:[^*]|\*(?!\*(?!\*))){0,500}\S)?)\*\*/y,
      ([, inner = ''], depth) => ['strong', {}, ...inline(inner, depth)],
    ],
    [/\*(\S(?:[^*]{0,500}\S)?)\*/y, ([, inner = ''], depth) => ['em', {}, ...inline(inner, depth)]],
    [
      /~~(\S(?:[^~]{0,500}\S)?)~~/y,
      ([, inner = ''], depth) => ['del', {}, ...inline(inner, depth)],
    ],
    [/\\([\\`*_~[\]#])/y, ([, sign = '']) => sign],
  ]
  /** One pass: each sign that may begin a mark is tried where it stands, and read as text otherwise. */
  function inline(source: string, depth = 0): View[] {
    const views: View[] = []
    const signs = /[`![*~\\]/g
    let done = 0
    for (let sign = signs.exec(source); sign !== null && depth < 5; sign = signs.exec(source)) {
      for (const [pattern, make] of marks) {
        pattern.lastIndex = sign.index
        const found = pattern.exec(source)
        if (found === null) continue
        const end = pattern.lastIndex
        if (sign.index > done) views.push(source.slice(done, sign.index))
        views.push(make(found, depth + 1))
        done = end
        signs.lastIndex = end
        break
      }
    }
    return done < source.length ? [...views, source.slice(done)] : views
  }
  const plain = (view: View): string =>
    typeof view === 'string' ? view : (view.slice(2) as View[]).map(plain).join('')

  const item = (source: string): View => {
    const [, box, task = ''] = /^\[([ xX])\]\s+(.*)$/.exec(source) ?? []
    if (box === undefined) return ['li', {}, ...inline(source)]
    const isDone = box !== ' '
    tasks[isDone ? 'done' : 'open']++
    const label = { type: 'checkbox', checked: isDone, disabled: true, 'aria-label': task }
    return ['li', {}, ['input', label], ' ', ...inline(task)]
  }
  const blocks: View[] = []
  let codeLines = 0
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const takeWhile = (pattern: RegExp) => {
      const taken: string[] = []
      while (at < lines.length && pattern.test(lines[at] ?? '')) taken.push(lines[at++] ?? '')
      return taken.map((each) => each.replace(pattern, ''))
    }
    const [, hashes = '', title = ''] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line) ?? []
    const [, fence] = /^(```|~~~)/.exec(line) ?? []
    if (line.trim() === '') at++
    else if (fence !== undefined) {
      const end = lines.findIndex((each, i) => i > at && each.trim() === fence)
      const code = lines.slice(at + 1, end < 0 ? lines.length : end)
      codeLines += code.length
      blocks.push(['pre', { class: 'card', tabindex: 0 }, ['code', {}, code.join('\n')]])
      at = end < 0 ? lines.length : end + 1
    } else if (hashes !== '') {
      const views = inline(title)
      outline.push({ level: hashes.length, title: views.map(plain).join('') })
      blocks.push([`h${hashes.length}`, {}, ...views])
      at++
    } else if (/^([-*_])(\s*\1){2,}\s*$/.test(line)) {
      blocks.push(['hr', {}])
      at++
    } else if (/^>/.test(line))
      blocks.push(['blockquote', {}, ...inline(takeWhile(/^> ?/).join(' '))])
    else if (/^\s{0,3}[-*+]\s+/.test(line))
      blocks.push(['ul', {}, ...takeWhile(/^\s*[-*+]\s+/).map(item)])
    else if (/^\s{0,3}\d{1,9}[.)]\s+/.test(line))
      blocks.push(['ol', {}, ...takeWhile(/^\s*\d{1,9}[.)]\s+/).map(item)])
    else {
      const start = at++
      while (
        at < lines.length &&
        /^(?!#{1,6}\s|>|```|~~~|\s*[-*+]\s|\s*\d{1,9}[.)]\s)\s*\S/.test(lines[at] ?? '')
      )
        at++
      blocks.push(['p', {}, ...inline(lines.slice(start, at).join(' '))])
    }
  }
  const words = blocks
    .filter(([tag]) => tag !== 'pre')
    .flatMap((block) => plain(block).split(/\s+/))
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  const minutes = Math.ceil(words / 220)
  const result = { words, minutes, codeLines, outline, links, tasks }
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'Markdown',
      ['textarea', { rows: 12, value: text, on: { input: { type: 'text' } } }],
    ],
    ['p', { class: 'muted', role: 'status' }, `${words} words, ${minutes} min to read`],
    ['article', { class: 'card', 'aria-label': 'Preview' }, ...blocks],
  ]
  return { state: { text }, view, result, blocks }
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const sample = '# Hello\n\nWrite *Markdown* here:\n\n- [x] lists\n- [ ] `code`, **bold** and more'
  const isPage = method === 'GET'
  const object = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const text = isPage ? (query.text ?? sample) : typeof body === 'string' ? body : object.text
  if (typeof text !== 'string' || text.length > (isPage ? 7000 : 20_000)) {
    const error = '"text" must be Markdown of at most 20000 characters, 7000 in a URL'
    const hint = 'POST {"text": "# Title"} or the text itself; GET ?text=%23 Title for the page'
    return { status: 400, body: { error, hint } }
  }
  const { state, result, blocks } = step({ text }, { type: 'start' })
  if (!isPage) return { body: object.tree === true ? { ...result, tree: blocks as Json } : result }
  const html = await call('app-page', {
    method: 'POST',
    body: { title: 'Markdown preview', step: String(step), state },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html.body }
}
