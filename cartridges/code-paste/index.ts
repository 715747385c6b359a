// Code with an address made of its own text: the same code is the same paste. It is shown coloured and
// with numbered lines, knows what it was changed from, and says what changed.

type Paste = { title: string; language: string; code: string; of: string | null; next: string[] }
type Token = { kind: string; text: string }

const mostPastes = 40
const mostCode = 8000
const mostLines = 400

const hint =
  'POST / {"code": "let a = 1", "title": "Sample", "language": "js", "of": "<id>"}; GET /<id>, /<id>/page?lines=3-5, /<id>/raw, /<id>/diff'

const no = (status: number, error: string): Response => ({ status, body: { error, hint } })

const isPaste = (value: Json | undefined): value is Paste =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'code' in value

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The first 12 hexadecimal digits of FNV-1a with 64 bits over UTF-16 units. */
function addressOf(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let at = 0; at < text.length; at++)
    hash = ((hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & 0xffffffffffffffffn
  return hash.toString(16).padStart(16, '0').slice(0, 12)
}

// The end of all, where `$` with the flag m is the end of a line.
const end = String.raw`(?![\s\S])`
const cLike = String.raw`\/\/.*|\/\*[\s\S]*?(?:\*\/|${end})`
const quotes = String.raw`"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?`
// [comments, texts, keywords, what gives the language away]
const languages = new Map<string, readonly [string, string, string, RegExp]>([
  [
    'ts',
    [
      cLike,
      `${quotes}|\`(?:\\\\.|[^\`\\\\])*\`?`,
      'abstract as async await break case catch class const continue default delete do else enum export extends finally for from function if implements import in instanceof interface let new null of private public readonly return satisfies static super switch this throw true false try type typeof undefined var void while yield',
      /:\s*(string|number|boolean|void)\b|\binterface \w+ \{|\btype \w+ =/g,
    ],
  ],
  [
    'js',
    [
      cLike,
      `${quotes}|\`(?:\\\\.|[^\`\\\\])*\`?`,
      'async await break case catch class const continue default delete do else export extends finally for from function if import in instanceof let new null of return static super switch this throw true false try typeof undefined var void while yield',
      /\b(const|let) \w+ =|=>|\bfunction\b|console\.log/g,
    ],
  ],
  [
    'python',
    [
      '#.*',
      `"""[\\s\\S]*?(?:"""|${end})|${quotes}`,
      'and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield',
      /^[ \t]{0,40}(def|class) .{0,200}:$|^from \w+ import|^import \w+$|\bself\b|\belif\b/gm,
    ],
  ],
  [
    'rust',
    [
      cLike,
      '"(?:\\\\.|[^"\\\\])*"?',
      'as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait true type unsafe use where while',
      /\bfn \w+|\blet mut\b|\bimpl\b|->|::\w/g,
    ],
  ],
  [
    'go',
    [
      cLike,
      `${quotes}|\`[^\`]*\`?`,
      'break case chan const continue default defer else fallthrough false for func go goto if import interface map nil package range return select struct switch true type var',
      /^package \w+|\bfunc\b|:=/gm,
    ],
  ],
  [
    'c',
    [
      `${cLike}|^\\s*#.*`,
      quotes,
      'break case char const continue default do double else enum extern float for goto if int long return short signed sizeof static struct switch typedef union unsigned void volatile while',
      /#include|\bint main\b|\bprintf\b|\b\w{1,40} \*\w/g,
    ],
  ],
  [
    'sql',
    [
      `--.*|\\/\\*[\\s\\S]*?(?:\\*\\/|${end})`,
      `'(?:''|[^'])*'?`,
      'select from where and or not null insert into values update set delete create table primary key index join left right inner outer on group by order having limit as distinct union case when then else end in is like between exists',
      /\bselect\b[\s\S]{0,300}?\bfrom\b|\bcreate table\b|\binsert into\b/gi,
    ],
  ],
  [
    'shell',
    [
      '#.*',
      quotes,
      'if then else elif fi for while do done case esac function in return export local',
      /^#!.*sh$|\becho\b|\$\w+|\bfi$|\bdone$/gm,
    ],
  ],
  [
    'json',
    [
      '(?!)',
      '"(?:\\\\.|[^"\\\\\\n])*"?',
      'true false null',
      /^\s*[{[][\s\S]*"\s*:\s*[\s\S]*[}\]]\s*$/g,
    ],
  ],
  ['html', [`<!--[\\s\\S]*?(?:-->|${end})`, quotes, '', /<!doctype|<\/(div|p|html|body|span)>/gi]],
  [
    'css',
    [
      `\\/\\*[\\s\\S]*?(?:\\*\\/|${end})`,
      quotes,
      '',
      /[\w-]{1,40}\s{0,9}\{[^}:]{0,200}:[^};]{0,200};/g,
    ],
  ],
  ['text', ['(?!)', '(?!)', '', /(?!)/g]],
])

/** The language with the most signs of itself; plain text when there are none. */
function detect(code: string): string {
  let best = { name: 'text', signs: 0 }
  for (const [name, [, , , pattern]] of languages) {
    const signs = code.match(pattern)?.length ?? 0
    // Data is whole or not at all, so one sign of JSON outweighs words within it.
    const weight = name === 'json' ? 100 : name === 'ts' ? 3 : 1
    if (signs * weight > best.signs) best = { name, signs: signs * weight }
  }
  return best.name
}

function tokens(code: string, language: string): Token[] {
  const [comments, texts, words] = languages.get(language) ?? ['(?!)', '(?!)', '']
  const keywords = new Set(words.split(' '))
  const isLoose = language === 'sql'
  const pattern = new RegExp(
    `(${comments})|(${texts})|(\\b\\d[\\w.]*)|([\\p{L}_]\\w*)|([^\\p{L}\\d_]|.)`,
    'gmu',
  )
  return [...code.matchAll(pattern)].map(([text, comment, quoted, number, word]) => {
    const isKeyword = word !== undefined && keywords.has(isLoose ? word.toLowerCase() : word)
    const kind = comment ? 'c' : quoted ? 's' : number ? 'n' : isKeyword ? 'k' : ''
    return { kind, text }
  })
}

/** Each line as HTML; a token that spans lines is closed and opened again. */
function colour(code: string, language: string): string[] {
  const lines = ['']
  for (const { kind, text } of language === 'text'
    ? [{ kind: '', text: code }]
    : tokens(code, language))
    for (const [at, part] of text.split('\n').entries()) {
      if (at > 0) lines.push('')
      const html = escapeHtml(part)
      lines[lines.length - 1] +=
        kind === '' || part === '' ? html : `<i class="${kind}">${html}</i>`
    }
  return lines
}

function show({ title, language, code }: Paste, marked: string | undefined): Response {
  const [, from = '0', to = from] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(marked ?? '0') ?? []
  if (marked !== undefined && (from === '0' || Number(to) < Number(from)))
    return no(400, '"lines" must be like 3 or 3-5')
  const rows = colour(code, language).map((line, at) => {
    const isMarked = at + 1 >= Number(from) && at < Number(to)
    return `<li id="l${at + 1}"${isMarked ? ' class="marked"' : ''}>${line}</li>`
  })
  const parts: { readonly [name: string]: string } = {
    title: escapeHtml(title),
    language,
    lines: String(rows.length),
    rows: rows.join('\n'),
  }
  const html = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? '')
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}

/** What a change took and gave, by the longest common subsequence of lines. */
function difference(before: readonly string[], after: readonly string[]) {
  const width = after.length + 1
  const common = new Uint16Array((before.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const changes: { sign: string; line: number; text: string }[] = []
  for (let [i, j] = [0, 0]; i < before.length || j < after.length; ) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      i++
      j++
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1)))
      changes.push({ sign: '-', line: i + 1, text: before[i++] ?? '' })
    else changes.push({ sign: '+', line: j + 1, text: after[j++] ?? '' })
  }
  return changes
}

function create(body: Json): Response {
  const given = typeof body === 'string' ? { code: body } : body
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return no(400, 'the body must be code or an object')
  const { title = 'Untitled', language, of = null } = given
  const code = typeof given.code === 'string' ? given.code.replaceAll('\r\n', '\n') : ''
  if (code.trim() === '' || code.length > mostCode || code.split('\n').length > mostLines)
    return no(400, `"code" must be 1 to ${mostCode} characters in at most ${mostLines} lines`)
  if (typeof title !== 'string' || title.trim() === '' || title.length > 80)
    return no(400, '"title" must be 1 to 80 characters')
  if (language !== undefined && !(typeof language === 'string' && languages.has(language)))
    return no(400, `"language" must be one of ${[...languages.keys()].join(', ')}`)
  const id = addressOf(code)
  const parent = typeof of === 'string' && of !== 'all' ? kv.get(of) : undefined
  if (of !== null && !isPaste(parent)) return no(404, 'there is no such paste to change')
  const old = kv.get(id)
  if (!isPaste(old)) {
    const all = (kv.get('all') as string[] | undefined) ?? []
    // The oldest makes room.
    for (const gone of all.slice(0, Math.max(0, all.length + 1 - mostPastes))) kv.delete(gone)
    kv.set('all', [...all, id].slice(-mostPastes))
    const paste: Paste = {
      title: title.trim(),
      language: language ?? detect(code),
      code,
      of: of === id ? null : (of as string | null),
      next: [],
    }
    kv.set(id, paste)
    if (isPaste(parent) && kv.get(String(of)) !== undefined)
      kv.set(String(of), { ...parent, next: [...parent.next, id].slice(-20) })
  }
  const made = kv.get(id) as Paste
  return {
    status: isPaste(old) ? 200 : 201,
    body: {
      id,
      title: made.title,
      language: made.language,
      lines: code.split('\n').length,
      of: made.of,
    },
  }
}

export function handle({ method, path, query, body }: Request): Response {
  if (method === 'POST') return path === '/' ? create(body) : no(400, 'code is sent to /')
  const [, id, view] = /^\/([0-9a-f]{12})(?:\/(page|raw|diff))?$/.exec(path) ?? []
  if (id === undefined) return no(400, 'a paste is named by 12 hexadecimal digits')
  const paste = kv.get(id)
  if (!isPaste(paste)) return no(404, `there is no paste ${id}`)
  if (view === 'page') return show(paste, query.lines)
  if (view === 'raw')
    return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: paste.code }
  if (view === undefined) return { body: { id, ...paste, lines: paste.code.split('\n').length } }
  const before = paste.of === null ? undefined : kv.get(paste.of)
  if (!isPaste(before)) return no(404, 'it is not known what this was changed from')
  const changes = difference(before.code.split('\n'), paste.code.split('\n'))
  const added = changes.filter(({ sign }) => sign === '+').length
  return { body: { of: paste.of, added, removed: changes.length - added, changes } }
}
