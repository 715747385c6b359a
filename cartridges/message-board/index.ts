// A message board: threads with replies that may answer each other. A reply to a reply is indented up to
// four deep, and the thread somebody wrote in last stands on top.

type Message = { id: number; to: number; author: string; text: string }
type Thread = { title: string; turn: number; messages: Message[] }

const maxThreads = 60
const maxMessages = 120
const deepest = 4

const fail = (status: number, error: string): Response => ({
  status,
  body: {
    error,
    hint: 'POST / {"title", "author", "text"}, POST /<thread> {"author", "text", "to"}, GET /, GET /<thread>',
  },
})

const within = (value: Json | undefined, longest: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= longest

/** Messages in reading order: each one followed by its answers. */
function inOrder({ messages }: Thread): Json[] {
  const answers = new Map<number, Message[]>()
  for (const message of messages)
    answers.set(message.to, [...(answers.get(message.to) ?? []), message])
  const walk = (parent: number, depth: number): Json[] =>
    (answers.get(parent) ?? []).flatMap(({ id, author, text }) => [
      { id, depth: Math.min(depth, deepest), author, text },
      ...walk(id, depth + 1),
    ])
  return walk(0, 0)
}

export function handle({ method, path, body }: Request): Response {
  const [, digits] = /^\/(\d{1,6})?$/.exec(path) ?? []
  if (digits === undefined && path !== '/') return fail(400, 'there is no such path')
  const keys = kv.list('thread/', maxThreads)
  if (path === '/' && method === 'GET') {
    const threads = keys
      .map((key) => ({ id: Number(key.slice(7)), ...(kv.get(key) as Thread) }))
      .sort((a, b) => b.turn - a.turn)
      .map(({ id, title, messages }) => ({
        id,
        title,
        replies: messages.length - 1,
        last: messages.at(-1)?.author ?? '',
      }))
    return { body: { threads } }
  }
  const id = digits === undefined ? keys.length + 1 : Number(digits)
  const key = `thread/${String(id).padStart(4, '0')}`
  const known = kv.get(key) as Thread | undefined
  if (digits !== undefined && known === undefined) return fail(404, `there is no thread ${id}`)
  if (known !== undefined && method === 'GET')
    return { body: { id, title: known.title, messages: inOrder(known) } }

  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return fail(400, 'the body must be an object')
  const { title = known?.title, author, text, to = known === undefined ? 0 : 1 } = body
  if (!within(title, 120)) return fail(400, '"title" must have 1 to 120 characters')
  if (!within(author, 40)) return fail(400, '"author" must have 1 to 40 characters')
  if (!within(text, 1000)) return fail(400, '"text" must have 1 to 1000 characters')
  if (known === undefined && keys.length >= maxThreads) return fail(409, 'the board is full')
  const messages = known?.messages ?? []
  if (messages.length >= maxMessages) return fail(409, 'the thread is full')
  if (
    typeof to !== 'number' ||
    (known !== undefined && !messages.some((message) => message.id === to))
  )
    return fail(400, '"to" is the id of no message of this thread')
  const turn = Number(kv.get('turn') ?? 0) + 1
  const message = { id: messages.length + 1, to: known === undefined ? 0 : to, author, text }
  const thread = { title: known?.title ?? title, turn, messages: [...messages, message] }
  kv.set('turn', turn)
  kv.set(key, thread)
  return { status: 201, body: { id, title: thread.title, messages: inOrder(thread) } }
}
