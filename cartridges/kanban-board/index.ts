// A kanban board. The limit of a column is a rule and not a colour: a card stays where it is until the
// column it should go to has room.

type Card = { id: number; title: string; moves: number }
type Column = { name: string; limit: number | null; cards: Card[] }
type Board = { lastId: number; columns: Column[] }

const maxBoards = 50
const maxCards = 80

class Refusal extends Error {
  readonly status: number
  readonly hint: string
  constructor(status: number, message: string, hint: string) {
    super(message)
    this.status = status
    this.hint = hint
  }
}

const fieldsOf = (body: Json): { [name: string]: Json } =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}

function label(value: Json | undefined, name: string, most: number): string {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '' || text.length > most)
    throw new Refusal(400, `"${name}" must be text of 1 to ${most} characters`, 'send a short text')
  return text
}

function readColumn(given: Json): Column {
  const { name, limit = null } = fieldsOf(given)
  if (
    limit !== null &&
    (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > 100)
  )
    throw new Refusal(400, '"limit" must be a whole number from 1 to 100', 'leave it out for none')
  return { name: label(name, 'name', 40), limit, cards: [] }
}

function newBoard(body: Json): Board {
  const { columns } = fieldsOf(body)
  if (!Array.isArray(columns) || columns.length < 2 || columns.length > 8)
    throw new Refusal(400, '"columns" must be a list of 2 to 8', '[{"name": "To do"}, …]')
  const read = columns.map(readColumn)
  if (new Set(read.map(({ name }) => name)).size < read.length)
    throw new Refusal(400, 'two columns have one name', 'give each a name of its own')
  if (kv.list('', maxBoards).length >= maxBoards)
    throw new Refusal(409, `there are ${maxBoards} boards already`, 'DELETE /<board> frees one')
  return { lastId: 0, columns: read }
}

/** Puts a card into a column, at the end when no position is given. */
function place(board: Board, card: Card, name: string, position: Json | undefined) {
  const column = board.columns.find((one) => one.name === name)
  const names = board.columns.map((one) => `"${one.name}"`).join(', ')
  if (column === undefined) throw new Refusal(400, `there is no column "${name}"`, names)
  if (column.limit !== null && column.cards.length >= column.limit)
    throw new Refusal(409, `"${name}" is full`, 'finish a card that is in it first')
  const at = position ?? column.cards.length
  if (typeof at !== 'number' || !Number.isInteger(at) || at < 0)
    throw new Refusal(400, '"position" must be a whole number from 0', '0 is the top')
  column.cards.splice(at, 0, card)
}

function takeOut(board: Board, id: number): { card: Card; from: string } {
  for (const column of board.columns) {
    const index = column.cards.findIndex((card) => card.id === id)
    const [card] = index < 0 ? [] : column.cards.splice(index, 1)
    if (card !== undefined) return { card, from: column.name }
  }
  throw new Refusal(404, `there is no card ${id}`, 'GET /<board> lists the cards')
}

function changeCards(board: Board, method: string, id: number | null, body: Json) {
  const { title, column, position } = fieldsOf(body)
  if (method === 'POST' && id === null) {
    const count = board.columns.reduce((sum, { cards }) => sum + cards.length, 0)
    if (count >= maxCards) throw new Refusal(409, 'the board is full', 'DELETE finished cards')
    board.lastId += 1
    const card = { id: board.lastId, title: label(title, 'title', 120), moves: 0 }
    place(board, card, String(column ?? board.columns[0]?.name), position)
  } else if (method === 'POST' && id !== null) {
    const to = label(column, 'column', 40)
    const { card, from } = takeOut(board, id)
    place(board, { ...card, moves: card.moves + (from === to ? 0 : 1) }, to, position)
  } else if (method === 'DELETE' && id !== null) takeOut(board, id)
  else throw new Refusal(400, `${method} does nothing here`, 'POST adds or moves, DELETE removes')
}

function view(name: string, { columns }: Board): Json {
  const shown = columns.map(({ name, limit, cards }) => {
    return { name, limit, full: limit !== null && cards.length >= limit, cards }
  })
  return { board: name, columns: shown }
}

function answer({ method, path, body }: Request): Response {
  const hint = 'POST /house, POST /house/cards, POST or DELETE /house/cards/1'
  const [, name, cards, id] = /^\/([a-z0-9-]{1,40})(\/cards(?:\/(\d{1,6}))?)?$/.exec(path) ?? []
  if (name === undefined) throw new Refusal(400, 'no board was named', hint)
  const stored = kv.get(name) as Board | undefined
  if (cards === undefined && method === 'POST') {
    if (stored !== undefined) throw new Refusal(409, `"${name}" exists`, 'take another name')
    const made = newBoard(body)
    kv.set(name, made)
    return { status: 201, body: view(name, made) }
  }
  if (stored === undefined)
    throw new Refusal(
      404,
      `there is no board "${name}"`,
      `POST /${name} {"columns": [{"name": "To do"}, {"name": "Doing", "limit": 3}]}`,
    )
  if (cards !== undefined) {
    changeCards(stored, method, id === undefined ? null : Number(id), body)
    kv.set(name, stored)
  } else if (method === 'DELETE') kv.delete(name)
  return { body: view(name, stored) }
}

export function handle(request: Request): Response {
  try {
    return answer(request)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { status: error.status, body: { error: error.message, hint: error.hint } }
  }
}
