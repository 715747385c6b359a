// A privacy policy from a register of processing. What article 13 of the GDPR wants and the register
// does not say is reported as a gap, and not papered over with phrases.

type JsonObject = { readonly [key: string]: Json }
type Processing = {
  purpose: string
  data: string[]
  basis: string
  interest: string
  keptDays: number | null
  recipients: string[]
  outsideEu: string[]
  safeguard: string
  isAutomated: boolean
}

class BadInput extends Error {}

const bases: { readonly [basis: string]: readonly [text: string, article: string] } = {
  consent: ['you agreed to it, and may take that back at any time', '6(1)(a)'],
  contract: ['we need it for our contract with you', '6(1)(b)'],
  legal: ['a law obliges us', '6(1)(c)'],
  vital: ['it protects somebody’s life', '6(1)(d)'],
  public: ['it serves a public task', '6(1)(e)'],
  interest: ['we have a legitimate interest in it', '6(1)(f)'],
}
const sensitive =
  /\b(health|religio|ethnic|rac(e|ial)|politic|union|biometric|genetic|sexual|orientation|criminal)/i

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One line of Markdown in which nothing of the text is a command. */
const plain = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_~[\]<>&|#]/g, '\\$&')
    .trim()

function text(from: JsonObject, name: string, where: string, least: number): string {
  const value = from[name] ?? ''
  if (typeof value !== 'string' || value.trim().length < least || value.length > 300)
    throw new BadInput(`${where}.${name} must be text of ${least} to 300 characters`)
  return value.trim()
}

function texts(from: JsonObject, name: string, where: string): string[] {
  const value = from[name] ?? []
  if (
    !Array.isArray(value) ||
    value.length > 50 ||
    !value.every((item) => typeof item === 'string' && item.trim() !== '' && item.length <= 200)
  )
    throw new BadInput(`${where}.${name} must be a list of at most 50 texts`)
  return value.map(String)
}

function readProcessing(item: Json, index: number): Processing {
  const where = `processing[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { basis, keptDays = null, automated = false } = item
  if (typeof basis !== 'string' || !Object.hasOwn(bases, basis))
    throw new BadInput(`${where}.basis must be one of ${Object.keys(bases).join(', ')}`)
  if (
    keptDays !== null &&
    !(Number.isInteger(keptDays) && Number(keptDays) >= 0 && Number(keptDays) <= 40_000)
  )
    throw new BadInput(`${where}.keptDays must be a whole number of days or null`)
  if (typeof automated !== 'boolean') throw new BadInput(`${where}.automated must be true or false`)
  const data = texts(item, 'data', where)
  if (data.length === 0) throw new BadInput(`${where}.data must name at least one kind of data`)
  return {
    purpose: text(item, 'purpose', where, 1),
    data,
    basis,
    interest: text(item, 'interest', where, 0),
    keptDays: keptDays as number | null,
    recipients: texts(item, 'recipients', where),
    outsideEu: texts(item, 'outsideEu', where),
    safeguard: text(item, 'safeguard', where, 0),
    isAutomated: automated,
  }
}

function duration(days: number): string {
  const [count, unit] =
    days >= 730 && days % 365 === 0
      ? [days / 365, 'year']
      : days >= 60 && days % 30 === 0
        ? [days / 30, 'month']
        : [days, 'day']
  return days === 0 ? 'not kept' : `kept for ${count} ${unit}${count === 1 ? '' : 's'}`
}

function gapsOf({
  data,
  basis,
  interest,
  keptDays,
  outsideEu,
  safeguard,
  isAutomated,
}: Processing): string[] {
  return [
    ...(keptDays === null
      ? ['says neither how long the data is kept nor how that is decided (13(2)(a))']
      : []),
    ...(basis === 'interest' && interest === ''
      ? ['does not name the legitimate interest (13(1)(d))']
      : []),
    ...(outsideEu.length > 0 && safeguard === ''
      ? ['names no safeguard for the transfer outside of the EU (13(1)(f))']
      : []),
    ...(isAutomated
      ? ['decides automatically: explain the logic and the right to a human (22, 13(2)(f))']
      : []),
    ...(data.some((kind) => sensitive.test(kind)) && basis !== 'consent'
      ? ['uses special categories of data: article 9 needs a further ground']
      : []),
  ]
}

function section(entry: Processing): string {
  const { purpose, data, basis, interest, keptDays, recipients, outsideEu, safeguard } = entry
  const [why = '', article = ''] = bases[basis] ?? []
  const lines = [
    `- **Data**: ${data.map(plain).join(', ')}`,
    `- **Why we may**: ${why}${interest ? `: ${plain(interest)}` : ''} (GDPR ${article})`,
    ...(keptDays === null ? [] : [`- **How long**: ${duration(keptDays)}`]),
    ...(recipients.length > 0 ? [`- **Who gets it**: ${recipients.map(plain).join(', ')}`] : []),
    ...(outsideEu.length > 0
      ? [
          `- **Outside of the EU**: ${outsideEu.map(plain).join(', ')}${safeguard ? `, protected by ${plain(safeguard)}` : ''}`,
        ]
      : []),
  ]
  return `## ${plain(purpose)}\n\n${lines.join('\n')}`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"controller": {"name", "contact"}, "date": "2026-11-20", "processing": [{"purpose", "data": ["name"], "basis": "contract", "keptDays": 30}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { controller, date, processing: given } = body
    if (!isObject(controller)) throw new BadInput('"controller" must be {name, contact}')
    if (typeof date !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date))
      throw new BadInput('"date" must be like 2026-11-20')
    if (!Array.isArray(given) || given.length === 0 || given.length > 50)
      throw new BadInput('"processing" must be a list of 1 to 50')
    const [name, contact, officer] = [
      text(controller, 'name', 'controller', 1),
      text(controller, 'contact', 'controller', 1),
      text(controller, 'officer', 'controller', 0),
    ]
    const entries = given.map(readProcessing)
    const usesConsent = entries.some(({ basis }) => basis === 'consent')
    const rights = [
      'see your data (15)',
      'have it corrected (16)',
      'have it erased (17)',
      'restrict its use (18)',
      'take it with you (20)',
      'object (21)',
      ...(usesConsent ? ['withdraw your consent (7)'] : []),
      'complain to a supervisory authority (77)',
    ]
    const markdown = [
      '# Privacy',
      `${plain(name)} is responsible for your data. Write to ${plain(contact)}.${officer ? ` Our data protection officer: ${plain(officer)}.` : ''} As of ${date}.`,
      ...entries.map(section),
      `## Your rights\n\nUnder the GDPR you may\n\n${rights.map((right) => `- ${right}`).join('\n')}`,
    ].join('\n\n')
    const gaps = entries.flatMap((entry, index) =>
      gapsOf(entry).map((gap) => ({ where: `processing[${index}]`, gap })),
    )
    return { body: { markdown: `${markdown}\n`, gaps } }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
