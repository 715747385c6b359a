// The arithmetic of pages: what to skip, what to show, which numbers to print and a Link header (RFC 8288).
// An empty list has one empty page, so that there is always a page to stand on.

const bounds = { total: [0, 1e9], page: [1, 1e9], size: [1, 1000], around: [0, 5] } as const
type Name = keyof typeof bounds

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** A whole number within its bounds; query values arrive as text. */
function readNumber(given: Json, name: Name): number | null {
  const isDigits = typeof given === 'string' && /^\d{1,10}$/.test(given)
  const value = isDigits ? Number(given) : given
  const [low, high] = bounds[name]
  if (typeof value !== 'number' || !Number.isInteger(value)) return null
  return value >= low && value <= high ? value : null
}

/** First, last and the neighbours; a gap of one page shows that page, because dots are no shorter. */
function pageNumbers(page: number, pages: number, around: number): (number | null)[] {
  const shown = new Set([1, pages])
  for (let n = page - around; n <= page + around; n++) if (n >= 1 && n <= pages) shown.add(n)
  const numbers: (number | null)[] = []
  let last = 0
  for (const n of [...shown].sort((a, b) => a - b)) {
    if (n - last === 2) numbers.push(last + 1)
    else if (n - last > 2) numbers.push(null)
    numbers.push(n)
    last = n
  }
  return numbers
}

/** The same address with another page; order and other parameters stay as they are. */
function withPage(url: string, page: number): string {
  const [place = ''] = url.split('#')
  const at = place.indexOf('?')
  const path = at < 0 ? place : place.slice(0, at)
  const pairs =
    at < 0
      ? []
      : place
          .slice(at + 1)
          .split('&')
          .filter((pair) => pair !== '')
  const index = pairs.findIndex((pair) => /^page(?:=|$)/.test(pair))
  const kept = pairs.filter((pair, i) => i === index || !/^page(?:=|$)/.test(pair))
  if (index < 0) kept.push(`page=${page}`)
  else kept[index] = `page=${page}`
  return `${path}?${kept.join('&')}`
}

function linkHeader(url: string, page: number, pages: number): string | null {
  const relations: [string, number][] = []
  if (page > 1) relations.push(['first', 1], ['prev', Math.min(page - 1, pages)])
  if (page < pages) relations.push(['next', page + 1], ['last', pages])
  if (relations.length === 0) return null
  return relations.map(([name, n]) => `<${withPage(url, n)}>; rel="${name}"`).join(', ')
}

export function handle({ method, query, body }: Request): Response {
  const given =
    method === 'GET' ? query : typeof body === 'object' && !Array.isArray(body) ? (body ?? {}) : {}
  const numbers = { total: -1, page: 1, size: 20, around: 1 }
  for (const name of ['total', 'page', 'size', 'around'] as const) {
    const value = given[name]
    if (value === undefined && name !== 'total') continue
    const [low, high] = bounds[name]
    const read = readNumber(value ?? null, name)
    if (read === null)
      return refuse(`"${name}" must be a whole number`, `from ${low} to ${high}: ?total=195&page=5`)
    numbers[name] = read
  }
  const url = given.url ?? null
  // Marks that could end the link inside its header have no place in an address.
  const isAddress =
    typeof url === 'string' && url.length <= 1000 && /^(?:https?:\/\/|\/)[^\s<>"]*$/.test(url)
  if (url !== null && (!isAddress || !/^[\x21-\x7e]*$/.test(url)))
    return refuse(
      '"url" is no address',
      'http(s) or a path, printable ASCII without <, > and quotes',
    )

  const { total, page, size, around } = numbers
  const pages = Math.max(1, Math.ceil(total / size))
  const offset = (page - 1) * size
  const isPastEnd = page > pages
  const isEmpty = isPastEnd || total === 0
  return {
    body: {
      page,
      pages,
      offset,
      from: isEmpty ? 0 : offset + 1,
      to: isEmpty ? 0 : Math.min(total, offset + size),
      isPastEnd,
      numbers: pageNumbers(Math.min(page, pages), pages, around),
      link: isAddress ? linkHeader(url, page, pages) : null,
    },
  }
}
