// The slug of an address: the one readable piece between host, sections, dates and numbers.
// It reads the text of the address only; nothing is fetched.

type Address = { readonly host: string | null; readonly segments: readonly string[] }

const indexNames = new Set(['index', 'default', 'home', 'amp'])
const dateWords = /^(\d{4})-(\d{2})-(\d{2})(?:-|$)/

const refuse = (error: string): Response => ({
  status: 400,
  body: {
    error,
    hint: 'GET /?url=https://example.org/blog/2026/a-good-title, at most 2048 characters',
  },
})

function decode(piece: string): string {
  try {
    return decodeURIComponent(piece)
  } catch {
    return piece // A lone % is text somebody typed, and stays.
  }
}

function readAddress(url: string): Address | null {
  const found =
    /^(?:https?:\/\/(?:[^/?#@]*@)?([^/?#:@]+)(?::\d{1,5})?)?(\/[^?#]*)?(?:[?#].*)?$/is.exec(url)
  if (!found || (found[1] === undefined && found[2] === undefined)) return null
  const segments = (found[2] ?? '/')
    .split('/')
    .map((piece) => decode(piece.replaceAll('+', ' ')).trim())
  return {
    host: found[1]?.toLowerCase().replace(/^www\./, '') ?? null,
    segments: segments.filter((segment) => segment !== '' && segment !== '.' && segment !== '..'),
  }
}

/** A day that exists, or null: 2026-02-30 is a number and no date. */
function toDate(year: string, month: string, day: string): string | null {
  const n = Number(year)
  const isLeap = n % 4 === 0 && (n % 100 !== 0 || n % 400 === 0)
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const last = days[Number(month) - 1]
  if (last === undefined || Number(day) < 1 || Number(day) > last) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** A date in three segments `/2026/11/20/`; answers the other segments too. */
function takeDate(segments: readonly string[]): { date: string | null; rest: string[] } {
  for (let i = 0; i + 2 < segments.length; i++) {
    const [year = '', month = '', day = ''] = segments.slice(i, i + 3)
    if (!/^(?:19|20)\d\d$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day))
      continue
    const date = toDate(year, month, day)
    if (date !== null) return { date, rest: [...segments.slice(0, i), ...segments.slice(i + 3)] }
  }
  return { date: null, rest: [...segments] }
}

const slugOf = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')

/** Numbers and UUIDs name an article; short numbers such as `top-10` belong to its words. */
function takeId(slug: string): { id: string | null; rest: string } {
  const uuid = /(?:^|-)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(slug)
  const number = uuid ?? /(?:^|-)(\d{5,20})$/.exec(slug) ?? /^(\d{5,20})(?:-|$)/.exec(slug)
  if (!number) return { id: null, rest: slug }
  return { id: number[1] ?? null, rest: slug.replace(number[0], '') }
}

export function handle({ query, body }: Request): Response {
  const posted = typeof body === 'object' && body !== null && !Array.isArray(body) ? body.url : body
  const url = posted ?? query.url
  if (typeof url !== 'string' || url.trim() === '') return refuse('"url" is missing')
  if (url.length > 2048) return refuse('the address is too long')
  const address = readAddress(url.trim())
  if (address === null) return refuse('this is no web address and no path')

  const dated = takeDate(address.segments)
  let { date } = dated
  let last = dated.rest.pop() ?? ''
  const extension = /[^.]\.([a-z][a-z0-9]{1,4})$/i.exec(last)?.[1]?.toLowerCase() ?? null
  if (extension !== null) last = last.slice(0, -extension.length - 1)
  let id: string | null = null
  // `/a-title/48213` and `/a-title/amp` end in something that is not the title.
  while (last !== '' && (indexNames.has(last.toLowerCase()) || /^\d+$/.test(last))) {
    if (/^\d+$/.test(last)) id ??= last
    last = dated.rest.pop() ?? ''
  }
  let slug = slugOf(last)
  const written = dateWords.exec(slug)
  const inSlug = written && toDate(written[1] ?? '', written[2] ?? '', written[3] ?? '')
  if (written && inSlug) {
    date ??= inSlug
    slug = slug.slice(written[0].length)
  }
  const taken = takeId(slug)
  const words = taken.rest.split('-').filter((word) => word !== '')
  const sentence = words.join(' ')
  return {
    body: {
      slug: words.length > 0 ? words.join('-') : null,
      title: words.length > 0 ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : null,
      words,
      id: id ?? taken.id,
      date,
      extension,
      sections: dated.rest,
      host: address.host,
    },
  }
}
