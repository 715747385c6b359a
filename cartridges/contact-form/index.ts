// The other side of a contact form: takes messages, tells typing errors in an address, sorts out spam
// by signs one can read, and keeps both for the owner alone. A sender never learns what was held as spam.

type Message = {
  id: number
  name: string
  email: string
  topic: string
  text: string
  day: string
  spam: number
  signs: string[]
}
type Inbox = { owner: string; topics: string[]; last: number; messages: Message[] }
type Fields = { readonly [name: string]: Json }

const maxInboxes = 40
/** An inbox is one value of the store, 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 20_000
const spamFrom = 50

const providers = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'yahoo.com',
  'icloud.com',
  'proton.me',
  'gmx.de',
  'web.de',
  'gmx.net',
  'aol.com',
]

const usage =
  'PUT /<inbox> {"topics": ["order"]} opens one; POST /<inbox> {"name", "email", "text", "topic?", "website?": ""}; GET /<inbox>?show=inbox, spam; DELETE /<inbox>/<id>'

const stop = (status: number, error: string, hint = usage): Response => ({
  status,
  body: { error, hint },
})

/** Text without control characters other than line breaks, or null when it is empty or too long. */
function clean(value: Json | undefined, longest: number): string | null {
  if (typeof value !== 'string' || value.length > longest * 2) return null
  const text = value
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return text === '' || text.length > longest ? null : text
}

/** One letter more, less, another, or two swapped. */
function isOneSlip(typed: string, meant: string): boolean {
  if (typed === meant || Math.abs(typed.length - meant.length) > 1) return false
  let head = 0
  while (head < typed.length && typed[head] === meant[head]) head++
  let tail = 0
  while (
    tail < Math.min(typed.length, meant.length) - head &&
    typed.at(-1 - tail) === meant.at(-1 - tail)
  )
    tail++
  const [a, b] = [typed.slice(head, typed.length - tail), meant.slice(head, meant.length - tail)]
  return Math.max(a.length, b.length) <= 1 || (a.length === 2 && a === [...b].reverse().join(''))
}

function suggestionFor(email: string): string | null {
  const [local = '', domain = ''] = email.split('@')
  if (providers.includes(domain)) return null
  const meant = providers.find((provider) => isOneSlip(domain, provider))
  return meant === undefined ? null : `${local}@${meant}`
}

const signsOf: readonly {
  points: number
  sign: string
  isIn: (text: string, name: string) => boolean
}[] = [
  { points: 60, sign: 'markup', isIn: (text) => /<\/?[a-z][^>]*>|\[\/?url/i.test(text) },
  { points: 30, sign: 'a link', isIn: (text) => /https?:|www\./i.test(text) },
  {
    points: 30,
    sign: 'many links',
    isIn: (text) => (text.match(/https?:|www\./gi) ?? []).length > 2,
  },
  {
    points: 50,
    sign: 'a link as name',
    isIn: (_, name) => /https?:|www\.|\.(com|ru|xyz)\b/i.test(name),
  },
  {
    points: 30,
    sign: 'capitals',
    isIn: (text) => {
      const letters = text.match(/\p{L}/gu) ?? []
      return (
        letters.length > 20 &&
        letters.filter((sign) => /\p{Lu}/u.test(sign)).length > letters.length * 0.6
      )
    },
  },
  { points: 20, sign: 'repeated signs', isIn: (text) => /([^\s\d.])\1{4}|[!?$€]{4}/u.test(text) },
  {
    points: 40,
    sign: 'letters of two scripts in a word',
    isIn: (text) => /[a-z]\p{Script=Cyrillic}|\p{Script=Cyrillic}[a-z]/iu.test(text),
  },
  {
    points: 25,
    sign: 'words of advertising',
    isIn: (text) =>
      (
        text.match(
          /\b(seo|backlinks?|casino|crypto|bitcoin|forex|viagra|loans?|lottery|jackpot|investors?|traffic|ranking|guest posts?|whatsapp)\b/gi,
        ) ?? []
      ).length > 1,
  },
]

/** Letters and digits only, so that marks and space do not make words new. */
const fold = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

function judge(inbox: Inbox, fields: Fields, name: string, email: string, text: string) {
  const signs = signsOf.filter(({ isIn }) => isIn(text, name))
  let spam = signs.reduce((sum, { points }) => sum + points, 0)
  const names = signs.map(({ sign }) => sign)
  // No person sees this field, so no person fills it in.
  if (typeof fields.website === 'string' && fields.website !== '') {
    spam += 100
    names.push('the hidden field')
  }
  const folded = fold(text)
  const same = inbox.messages.some((other) => other.email !== email && fold(other.text) === folded)
  if (same && folded.length > 20) {
    spam += 60
    names.push('the words of another sender')
  }
  return { spam: Math.min(100, spam), signs: names }
}

function take(key: string, inbox: Inbox, fields: Fields): Response {
  const name = clean(fields.name, 60)?.replaceAll('\n', ' ') ?? null
  const email = typeof fields.email === 'string' ? fields.email.trim().toLowerCase() : ''
  const text = clean(fields.text, 2000)
  const { topic = inbox.topics[0] ?? '' } = fields
  const problems: Fields[] = []
  if (name === null) problems.push({ field: 'name', problem: 'must have 1 to 60 characters' })
  if (
    email.length > 120 ||
    !/^[^\s@<>"',;:()\\]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(email)
  )
    problems.push({ field: 'email', problem: 'is no address such as ada@example.org' })
  if (text === null) problems.push({ field: 'text', problem: 'must have 1 to 2000 characters' })
  if (typeof topic !== 'string' || (!inbox.topics.includes(topic) && topic !== ''))
    problems.push({ field: 'topic', problem: `must be one of ${inbox.topics.join(', ')}` })
  if (name === null || text === null || typeof topic !== 'string' || problems.length > 0)
    return { status: 400, body: { error: 'the message is not complete', hint: usage, problems } }
  const last = inbox.messages.at(-1)
  if (last?.email === email && last.text === text)
    return stop(409, 'this was just sent', 'it arrived the first time')

  const { spam, signs } = judge(inbox, fields, name, email, text)
  const day = new Date(now()).toISOString().slice(0, 10)
  inbox.last += 1
  inbox.messages.push({ id: inbox.last, name, email, topic, text, day, spam, signs })
  // Spam makes room for what comes, messages do not.
  while (JSON.stringify(inbox).length > maxCharacters) {
    const oldest = inbox.messages.findIndex((message) => message.spam >= spamFrom)
    if (oldest < 0) return stop(409, 'the inbox is full', 'its owner must delete messages first')
    inbox.messages.splice(oldest, 1)
  }
  kv.set(key, inbox)
  const suggestion = suggestionFor(email)
  return { status: 201, body: { received: true, suggestion } }
}

function open(key: string, payer: string, old: Inbox | undefined, fields: Fields): Response {
  if (old !== undefined && old.owner !== payer) return stop(403, 'this inbox is of somebody else')
  const { topics = [], owner = payer } = fields
  const isTopic = (topic: Json): topic is string =>
    typeof topic === 'string' && /^[\p{L}\p{N}][\p{L}\p{N} -]{0,29}$/u.test(topic)
  if (!Array.isArray(topics) || topics.length > 10 || !topics.every(isTopic))
    return stop(400, '"topics" must be at most 10 of 30 letters')
  if (typeof owner !== 'string' || (owner !== payer && !/^0x[0-9a-f]{40}$/i.test(owner)))
    return stop(400, '"owner" must be an address', 'leave it out to own the inbox yourself')
  if (old === undefined && kv.list('', maxInboxes).length >= maxInboxes)
    return stop(409, `there are ${maxInboxes} inboxes`)
  const inbox = { last: 0, messages: [], ...old, owner: owner.toLowerCase(), topics }
  kv.set(key, inbox)
  return { status: old === undefined ? 201 : 200, body: { inbox: key, topics } }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const [, key, id] = /^\/([a-z0-9-]{1,40})(?:\/([1-9]\d{0,6}))?$/.exec(path) ?? []
  if (key === undefined) return stop(400, 'the path names no inbox')
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : null
  const payer = payment?.payer.toLowerCase() ?? 'anyone'
  const inbox = kv.get(key) as Inbox | undefined
  if (method === 'PUT' || method === 'POST') {
    if (fields === null || id !== undefined) return stop(400, 'the body must be an object')
    if (method === 'PUT') return open(key, payer, inbox, fields)
  }
  if (inbox === undefined) return stop(404, `there is no inbox "${key}"`)
  if (method === 'POST') return take(key, inbox, fields ?? {})

  if (inbox.owner !== payer) return stop(403, 'only the owner reads this inbox', 'pay as its owner')
  if (method === 'DELETE') {
    const left = inbox.messages.filter((message) => message.id !== Number(id))
    if (id === undefined) kv.delete(key)
    else if (left.length === inbox.messages.length) return stop(404, `there is no message ${id}`)
    else kv.set(key, { ...inbox, messages: left })
    return { body: { deleted: id === undefined ? key : Number(id) } }
  }
  const { show = 'inbox' } = query
  if (show !== 'inbox' && show !== 'spam') return stop(400, '"show" must be inbox or spam')
  const isSpam = (message: Message) => message.spam >= spamFrom
  const shown = inbox.messages.filter((message) => isSpam(message) === (show === 'spam'))
  const topics = inbox.topics.map((topic) => {
    return { topic, count: shown.filter((message) => message.topic === topic).length }
  })
  return { body: { inbox: key, show, count: shown.length, topics, messages: shown.reverse() } }
}
