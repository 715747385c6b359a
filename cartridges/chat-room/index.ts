// Chat rooms that are read by asking what is new. A name belongs to whoever paid under it first; nobody
// talks more than eight times in a row; a room keeps its latest fifty messages.

type Message = {
  id: number
  kind: 'says' | 'does' | 'topic'
  name: string
  text: string
  mentions: string[]
  at: string
}
type Room = {
  last: number
  topic: string
  names: { [name: string]: string }
  seen: { [name: string]: number }
  messages: Message[]
}

const mostRooms = 12
const mostNames = 30
const mostKept = 50
const inARow = 8
const freshRoom = (): Room => ({ last: 0, topic: '', names: {}, seen: {}, messages: [] })

class Unheard extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const keyOf = (name: string) => `@${name.toLowerCase()}`

function readName(given: Json | undefined): string {
  if (typeof given === 'string' && /^[\p{L}\p{N}_-]{1,24}$/u.test(given)) return given
  throw new Unheard(400, '"name" must be 1 to 24 letters, digits, _ and -')
}

/** Takes a name for a payer, or finds that it is taken. */
function claim(room: Room, name: string, payer: string) {
  const key = keyOf(name)
  const holder = room.names[key]
  if (holder !== undefined && holder !== payer)
    throw new Unheard(409, `"${name}" is somebody else's name here`)
  if (holder === undefined && Object.keys(room.names).length >= mostNames)
    throw new Unheard(409, `${mostNames} people are in this room`)
  room.names[key] = payer
}

function say(room: Room, body: { readonly [field: string]: Json }, payer: string): Message | null {
  const name = readName(body.name)
  const given = typeof body.text === 'string' ? body.text.replace(/[^\P{C}\n]/gu, '').trim() : ''
  if (given === '' || given.length > 300)
    throw new Unheard(400, '"text" must be 1 to 300 characters')
  claim(room, name, payer)
  const [, command, rest = ''] = /^\/([a-z]{1,20})(?:\s+([\s\S]*))?$/.exec(given) ?? []
  const mine = (message: Message) => keyOf(message.name) === keyOf(name)
  if (command === 'undo') {
    const at = room.messages.findLastIndex(mine)
    if (at < 0) throw new Unheard(409, 'you have said nothing that could be taken back')
    room.messages.splice(at, 1)
    return null
  }
  if (command !== undefined && command !== 'me' && command !== 'topic')
    throw new Unheard(400, `there is no command /${command}, only /me, /topic and /undo`)
  const text = command === undefined ? given : rest.trim()
  if (text === '') throw new Unheard(400, `/${command} needs some words`)
  const recent = room.messages.slice(-inARow)
  if (recent.length === inARow && recent.every(mine))
    throw new Unheard(429, `${inARow} in a row are enough: let somebody else speak`)
  const called = [...text.matchAll(/@([\p{L}\p{N}_-]{1,24})/gu)].map(([, who = '']) => who)
  const mentions = [...new Set(called.map((who) => who.toLowerCase()))]
  const known = mentions.filter((who) => Object.hasOwn(room.names, keyOf(who)))
  const kind = command === 'me' ? 'does' : command === 'topic' ? 'topic' : 'says'
  room.last += 1
  if (kind === 'topic') room.topic = text
  const at = new Date(now()).toISOString()
  const message: Message = { id: room.last, kind, name, text, mentions: known, at }
  room.messages = [...room.messages, message].slice(-mostKept)
  room.seen[keyOf(name)] = message.id
  return message
}

/** What is new for a reader. Whoever gives a name is told what he missed since he spoke or read. */
function listen(room: Room, query: Request['query'], payer: string): Json {
  const { after, name, limit = '30' } = query
  if (after !== undefined && !/^\d{1,9}$/.test(after))
    throw new Unheard(400, '"after" must be the number of a message')
  if (!/^([1-9]|[1-4]\d|50)$/.test(limit)) throw new Unheard(400, '"limit" must be 1 to 50')
  const reader = name === undefined ? null : keyOf(readName(name))
  const isHolder = reader !== null && room.names[reader] === payer
  const from = after !== undefined ? Number(after) : isHolder ? (room.seen[reader] ?? 0) : 0
  const fresh = room.messages.filter(({ id }) => id > from)
  const oldest = room.messages[0]?.id ?? room.last + 1
  // Without a place to go on from one wants the end, with one the beginning of what is new.
  const shown = from === 0 ? fresh.slice(-Number(limit)) : fresh.slice(0, Number(limit))
  const last = shown.at(-1)?.id ?? Math.max(from, room.last)
  if (isHolder) room.seen[reader] = Math.max(room.seen[reader] ?? 0, last)
  return {
    topic: room.topic,
    people: [...new Set(room.messages.map((message) => message.name))].sort(),
    messages: shown,
    last,
    more: fresh.length - shown.length,
    missed: from > 0 && oldest > from + 1 ? oldest - from - 1 : 0,
    called: fresh.filter(({ mentions }) => reader !== null && mentions.includes(reader.slice(1)))
      .length,
  }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const payer = payment?.payer.toLowerCase() ?? 'anyone'
  try {
    const [, name] = /^\/([a-z0-9-]{1,30})$/.exec(path) ?? []
    if (name === undefined) throw new Unheard(400, 'a room is named by a-z, 0-9 and -')
    const stored = kv.get(name) as Room | undefined
    if (method === 'GET') {
      if (stored === undefined) throw new Unheard(404, `nobody has spoken in "${name}"`)
      const heard = listen(stored, query, payer)
      if (query.name !== undefined) kv.set(name, stored)
      return { body: heard }
    }
    if (body === null || typeof body !== 'object' || Array.isArray(body))
      throw new Unheard(400, 'the body must be an object')
    if (stored === undefined && kv.list('', mostRooms).length >= mostRooms)
      throw new Unheard(409, `there are ${mostRooms} rooms already`)
    const room = stored ?? freshRoom()
    const message = say(room, body, payer)
    kv.set(name, room)
    return message === null ? { body: { undone: true } } : { status: 201, body: message }
  } catch (error) {
    if (!(error instanceof Unheard)) throw error
    const hint =
      'POST /lobby {"name": "Ada", "text": "Hello @Bob"}, also /me, /topic and /undo; GET /lobby?after=12&name=Bob'
    return { status: error.status, body: { error: error.message, hint } }
  }
}
