// Books to read and how fast. A book with a day asks for pages a day; the pace one really has, the median
// of the days on which one read, says when each book of the pile would be done.

type Book = {
  id: number
  title: string
  author: string
  pages: number
  page: number
  rank: number
  by: number | null
  finished: number | null
}
type Shelf = { last: number; books: Book[]; read: [day: number, pages: number][] }

const maxBooks = 100
const paceDays = 30
/** One value of the store takes 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 21_000

const turnDown = (error: string, status = 400): Response => {
  const hint =
    'POST / {"title": "Emma", "author": "Jane Austen", "pages": 474, "rank": 1, "by": "2026-12-24"}; POST /1 {"page": 60, "day": "2026-11-20"}; PUT /1 {"rank": 2}; GET /?day=2026-11-20; DELETE /1'
  return { status, body: { error, hint } }
}

const textOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

function dayFrom(value: Json | undefined): number | null {
  const isShaped = typeof value === 'string' && /^20\d\d-\d\d-\d\d$/.test(value)
  const day = isShaped ? Date.parse(value) / 86_400_000 : Number.NaN
  return Number.isInteger(day) && textOf(day) === value ? day : null
}

const isCount = (value: Json | undefined, least: number, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most

/** Pages on a usual day with a book, and the share of days that have one. */
function paceOf(read: Shelf['read'], today: number) {
  const recent = read.filter(([day]) => day > today - paceDays && day <= today)
  const first = read[0]
  if (recent.length === 0 || first === undefined) return null
  const sizes = recent.map(([, pages]) => pages).sort((a, b) => a - b)
  const low = sizes[Math.floor((sizes.length - 1) / 2)] ?? 0
  const high = sizes[Math.ceil((sizes.length - 1) / 2)] ?? 0
  // Before a week has gone nobody knows how often one reads.
  const days = Math.min(paceDays, Math.max(7, today - first[0] + 1))
  const onReadingDays = (low + high) / 2
  return {
    onReadingDays,
    aDay: (onReadingDays * recent.length) / days,
    share: recent.length / days,
  }
}

function rowOf(book: Book, today: number | null) {
  const left = book.pages - book.page
  const days = book.by === null || today === null ? null : book.by - today + 1
  return {
    id: book.id,
    title: book.title,
    author: book.author,
    rank: book.rank,
    page: book.page,
    pages: book.pages,
    percent: Math.floor((100 * book.page) / book.pages),
    by: book.by === null ? null : textOf(book.by),
    late: days !== null && days < 1 && left > 0,
    pagesADay: days === null || left === 0 ? null : Math.ceil(left / Math.max(1, days)),
  }
}

/** Books with a day first by that day, then what was begun, then by rank: the order they are read in. */
function pileOf(books: readonly Book[]): Book[] {
  const never = Number.POSITIVE_INFINITY
  return books
    .filter(({ finished }) => finished === null)
    .sort(
      (a, b) =>
        (a.by ?? never) - (b.by ?? never) ||
        Number(b.page > 0) - Number(a.page > 0) ||
        a.rank - b.rank ||
        a.id - b.id,
    )
}

function overview({ books, read }: Shelf, today: number): Json {
  const pace = paceOf(read, today)
  let ahead = 0
  const pile = pileOf(books).map((book) => {
    ahead += book.pages - book.page
    const days = pace === null ? null : Math.ceil(ahead / pace.aDay)
    const done = days === null || days > 3650 ? null : today + days
    const onTime = done === null || book.by === null ? null : done <= book.by
    return { ...rowOf(book, today), done: done === null ? null : textOf(done), onTime }
  })
  const wanted = pile.reduce((sum, { pagesADay }) => sum + (pagesADay ?? 0), 0)
  const year = textOf(today).slice(0, 4)
  const finished = books.filter((book) => book.finished !== null)
  return {
    next: pile[0]?.title ?? null,
    pagesADay: wanted,
    pace: pace === null ? null : Math.round(pace.aDay * 10) / 10,
    readingDays: pace === null ? null : Math.round(pace.share * 100),
    pagesLeft: ahead,
    finishedThisYear: finished.filter((book) => textOf(book.finished ?? 0).startsWith(year)).length,
    pile,
  }
}

/** The fields that may be set, over those of the book; or what is wrong with them. */
function changed(book: Book, given: { readonly [field: string]: Json }): Book | string {
  const { title = book.title, author = book.author, pages = book.pages, rank = book.rank } = given
  const by = given.by === undefined ? book.by : given.by === null ? null : dayFrom(given.by)
  if (typeof title !== 'string' || title.trim() === '' || title.length > 120)
    return '"title" must be text of 1 to 120 characters'
  if (typeof author !== 'string' || author.length > 80)
    return '"author" must be text of at most 80 characters'
  if (!isCount(pages, Math.max(1, book.page), 20_000))
    return `"pages" must be a whole number from ${Math.max(1, book.page)} to 20000`
  if (!isCount(rank, 1, 5)) return '"rank" must be 1 (first) to 5'
  if (by === null && typeof given.by === 'string') return '"by" must be a day like 2026-12-24'
  return { ...book, title, author, pages, rank, by }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const key = payment?.payer.toLowerCase() ?? 'anyone'
  const shelf = (kv.get(key) as Shelf | undefined) ?? { last: 0, books: [], read: [] }
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const put = (next: Shelf, answer: Json): Response => {
    if (JSON.stringify(next).length > maxCharacters)
      return turnDown('the shelf is full; DELETE books you have read', 409)
    kv.set(key, next)
    return { body: answer }
  }
  const today = dayFrom(given.day ?? query.day)
  if (path === '/' && method === 'GET') {
    if (today === null) return turnDown('"day" must be a day like 2026-11-20')
    return { body: overview(shelf, today) }
  }
  if (path === '/' && method === 'POST') {
    const id = shelf.last + 1
    const blank = {
      id,
      title: '',
      author: '',
      pages: 0,
      page: 0,
      rank: 3,
      by: null,
      finished: null,
    }
    const book = changed(blank, given)
    if (typeof book === 'string') return turnDown(book)
    if (shelf.books.length >= maxBooks) return turnDown(`${maxBooks} books are enough`, 409)
    return put({ ...shelf, last: id, books: [...shelf.books, book] }, rowOf(book, today))
  }
  const id = Number(/^\/(\d{1,6})$/.exec(path)?.[1] ?? Number.NaN)
  const book = shelf.books.find((other) => other.id === id)
  if (Number.isNaN(id)) return turnDown('the path must be / or the number of a book')
  if (book === undefined) return turnDown(`there is no book ${id}`, 404)
  const replaced = (next: Book) => shelf.books.map((other) => (other === book ? next : other))
  if (method === 'DELETE') {
    const books = shelf.books.filter((other) => other !== book)
    return put({ ...shelf, books }, rowOf(book, today))
  }
  if (method === 'PUT') {
    const next = changed(book, given)
    if (typeof next === 'string') return turnDown(next)
    return put({ ...shelf, books: replaced(next) }, rowOf(next, today))
  }
  if (today === null) return turnDown('"day" must be a day like 2026-11-20')
  if (method === 'GET') return { body: rowOf(book, today) }
  const { page } = given
  if (!isCount(page, book.page, book.pages))
    return turnDown(`"page" must be a whole number from ${book.page} to ${book.pages}`)
  const turned = page - book.page
  const known = shelf.read.find(([day]) => day === today)?.[1] ?? 0
  const others = shelf.read.filter(([day]) => day !== today)
  const sum: [number, number][] = known + turned > 0 ? [[today, known + turned]] : []
  const read = [...others, ...sum].sort(([a], [b]) => a - b).slice(-90)
  const finished = page === book.pages ? (book.finished ?? today) : null
  const next = { ...book, page, finished }
  return put({ ...shelf, books: replaced(next), read }, rowOf(next, today))
}
