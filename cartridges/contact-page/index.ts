// A contact page, or the same as a vCard 4.0 (RFC 6350).

type JsonObject = { readonly [key: string]: Json }
type Contact = {
  name: string
  email: string
  phone: string
  address: string[]
  hours: [string, string][]
}

class BadInput extends Error {}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function line(value: Json | undefined, name: string): string {
  if (value === undefined) return ''
  if (
    typeof value !== 'string' ||
    value.trim() === '' ||
    value.length > 200 ||
    /\p{Cc}/u.test(value)
  )
    throw new BadInput(`"${name}" must be one line of at most 200 characters`)
  return value.trim()
}

function readHours(value: Json | undefined): [string, string][] {
  if (value === undefined) return []
  if (!isObject(value)) throw new BadInput('"hours" must be an object by day')
  const unknown = Object.keys(value).find((day) => !days.includes(day))
  if (unknown !== undefined)
    throw new BadInput(`"${unknown.slice(0, 20)}" is no day: ${days.join(', ')}`)
  return days.map((day) => {
    const spans = line(value[day], `hours.${day}`)
      .split(',')
      .map((span) => span.trim())
      .filter(Boolean)
    let last = ''
    for (const span of spans) {
      const [, from = '', to = ''] =
        /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(span) ?? []
      if (from === '' || to <= from || from < last)
        throw new BadInput(`hours.${day} must be spans like 09:00-12:00,13:00-17:00 in order`)
      last = to
    }
    return [day, spans.length === 0 ? 'closed' : spans.join(', ')]
  })
}

function read(body: JsonObject): Contact {
  const { address = [] } = body
  const contact = {
    name: line(body.name, 'name'),
    email: line(body.email, 'email'),
    phone: line(body.phone, 'phone').replace(/[\s()./-]/g, ''),
  }
  if (contact.name === '') throw new BadInput('"name" is missing')
  if (contact.email !== '' && !/^[^\s@<>"',;:?&]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(contact.email))
    throw new BadInput('"email" is no address')
  if (contact.phone !== '' && !/^\+[1-9]\d{6,14}$/.test(contact.phone))
    throw new BadInput('"phone" must begin with + and its country, like +49 30 123456')
  if (!Array.isArray(address) || address.length > 5)
    throw new BadInput('"address" must be a list of at most 5 lines')
  return {
    ...contact,
    address: address.map((part, index) => line(part, `address[${index}]`)),
    hours: readHours(body.hours),
  }
}

/** Backslash, comma, semicolon and line break have a meaning in values; long lines are folded. */
function vcard({ name, email, phone, address }: Contact): string {
  const escapeValue = (text: string) => text.replace(/[\\,;]/g, '\\$&')
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `FN:${escapeValue(name)}`,
    ...(email ? [`EMAIL:${escapeValue(email)}`] : []),
    ...(phone ? [`TEL;VALUE=uri:tel:${phone}`] : []),
    ...(address.length > 0 ? [`ADR:;;${address.map(escapeValue).join('\\, ')};;;;`] : []),
    'END:VCARD',
  ]
  return lines
    .map((text) => `${text.replace(/(?<=^.{74})(?=.)|(?<=\n .{73})(?=.)/gu, '\r\n ')}\r\n`)
    .join('')
}

/** `mon to fri` for neighbours with the same hours. */
function grouped(hours: readonly [string, string][]): [string, string][] {
  const groups: { from: string; to: string; text: string }[] = []
  for (const [day, text] of hours) {
    const last = groups.at(-1)
    if (last?.text === text) last.to = day
    else groups.push({ from: day, to: day, text })
  }
  return groups.map(({ from, to, text }) => [from === to ? from : `${from} to ${to}`, text])
}

function html({ name, email, phone, address, hours }: Contact): string {
  const rows = grouped(hours).map(([day, text]) => `<tr><th>${day}</th><td>${text}</td></tr>`)
  const map = `https://www.openstreetmap.org/search?query=${encodeURIComponent(address.join(', ').replace(/\p{Cs}/gu, ''))}`
  const parts: { readonly [name: string]: string } = {
    name: escapeHtml(name),
    email: email && `<p><a href="mailto:${escapeHtml(email)}">${escapeHtml(email)}</a></p>`,
    phone: phone && `<p><a href="tel:${phone}">${phone}</a></p>`,
    address:
      address.length === 0
        ? ''
        : `<address>${address.map(escapeHtml).join('<br>')}</address><p><a href="${escapeHtml(map)}" rel="noopener">Map</a></p>`,
    hours: rows.length === 0 ? '' : `<h2>Hours</h2><table>${rows.join('')}</table>`,
  }
  return page.replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part] ?? '')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"name": "Lamp Ltd", "email", "phone": "+49 30 123456", "address": ["..."], "hours": {"mon": "09:00-17:00"}}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { format = 'html' } = body
    if (format !== 'html' && format !== 'vcard')
      throw new BadInput('"format" must be html or vcard')
    const contact = read(body)
    if (format === 'html')
      return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html(contact) }
    return {
      headers: {
        'content-type': 'text/vcard; charset=utf-8',
        'content-disposition': 'attachment; filename="contact.vcf"',
      },
      body: vcard(contact),
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
