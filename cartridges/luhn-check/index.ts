// Check digits of payment cards (Luhn), bank accounts (IBAN, mod 97) and books (ISBN-10 and -13).
// It tells whether a number is well formed, never whether a card or an account exists.

type JsonObject = { [key: string]: Json }
type Brand = {
  readonly name: string
  readonly prefixes: string
  readonly lengths: readonly number[]
}

const kinds = ['card', 'iban', 'isbn', 'luhn'] as const
type Kind = (typeof kinds)[number]

/** Issuer ranges as `from-to`, compared on as many digits as they have. First match wins. */
const brands: readonly Brand[] = [
  { name: 'American Express', prefixes: '34 37', lengths: [15] },
  { name: 'Diners Club', prefixes: '300-305 3095 36 38-39', lengths: [14, 15, 16, 17, 18, 19] },
  { name: 'JCB', prefixes: '3528-3589', lengths: [16, 17, 18, 19] },
  { name: 'Mir', prefixes: '2200-2204', lengths: [16, 17, 18, 19] },
  { name: 'Mastercard', prefixes: '51-55 2221-2720', lengths: [16] },
  { name: 'Visa', prefixes: '4', lengths: [13, 16, 19] },
  { name: 'Discover', prefixes: '6011 644-649 65', lengths: [16, 17, 18, 19] },
  { name: 'UnionPay', prefixes: '62', lengths: [16, 17, 18, 19] },
  {
    name: 'Maestro',
    prefixes: '50 56-58 6304 6759 676',
    lengths: [12, 13, 14, 15, 16, 17, 18, 19],
  },
]

/** IBAN lengths by country, from the public IBAN registry. */
const ibanLengths = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28
  EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27
  JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18
  NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28
  TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .split(/\s+/)
    .map((entry): [string, number] => [entry.slice(0, 2), Number(entry.slice(2))]),
)

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isKind = (value: Json): value is Kind => kinds.some((kind) => kind === value)

/** The Luhn sum modulo 10: zero for a number whose last digit checks. */
function luhnRest(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i))
    sum += i % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10
}

function inRange(digits: string, range: string): boolean {
  const [from = '', to = from] = range.split('-')
  const start = digits.slice(0, from.length)
  return start.length === from.length && start >= from && start <= to
}

const brandOf = (digits: string) =>
  brands.find((brand) => brand.prefixes.split(' ').some((range) => inRange(digits, range)))

function checkCard(text: string): JsonObject {
  const brand = brandOf(text)
  const isLengthRight = brand ? brand.lengths.includes(text.length) : text.length >= 12
  const isSumRight = luhnRest(text) === 0
  return {
    kind: 'card',
    valid: isLengthRight && isSumRight,
    brand: brand?.name ?? null,
    // A whole card number has no business in an answer that is stored as a receipt.
    masked: `${'*'.repeat(text.length - 4)}${text.slice(-4)}`,
    problem: isLengthRight
      ? isSumRight
        ? null
        : 'the check digit is wrong'
      : `${text.length} digits do not fit ${brand?.name ?? 'a card'}`,
  }
}

function checkLuhn(text: string): JsonObject {
  const valid = luhnRest(text) === 0
  return {
    kind: 'luhn',
    valid,
    expectedCheckDigit: String((10 - luhnRest(`${text.slice(0, -1)}0`)) % 10),
    problem: valid ? null : 'the check digit is wrong',
  }
}

function checkIban(text: string): JsonObject {
  const country = text.slice(0, 2)
  const length = ibanLengths.get(country)
  const moved = text.slice(4) + text.slice(0, 4)
  let rest = 0
  for (const character of moved)
    for (const digit of String(Number.parseInt(character, 36)))
      rest = (rest * 10 + Number(digit)) % 97
  const problem =
    length === undefined
      ? `${country} is not a country with IBANs`
      : length !== text.length
        ? `an IBAN of ${country} has ${length} characters, not ${text.length}`
        : rest !== 1
          ? 'the check digits are wrong'
          : null
  return {
    kind: 'iban',
    valid: problem === null,
    country,
    formatted: text.match(/.{1,4}/g)?.join(' ') ?? text,
    problem,
  }
}

function isbn13CheckDigit(first12: string): string {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(first12.charAt(i)) * (i % 2 === 0 ? 1 : 3)
  return String((10 - (sum % 10)) % 10)
}

function isbn10CheckDigit(first9: string): string {
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(first9.charAt(i)) * (10 - i)
  const digit = (11 - (sum % 11)) % 11
  return digit === 10 ? 'X' : String(digit)
}

function checkIsbn(text: string): JsonObject {
  const isShort = text.length === 10
  const expected = isShort ? isbn10CheckDigit(text) : isbn13CheckDigit(text)
  const isPrefixRight = isShort || /^97[89]/.test(text)
  const valid = isPrefixRight && text.slice(-1) === expected
  const core = isShort ? text.slice(0, 9) : text.slice(3, 12)
  return {
    kind: 'isbn',
    valid,
    isbn13: !valid ? null : isShort ? `978${core}${isbn13CheckDigit(`978${core}`)}` : text,
    isbn10:
      valid && (isShort || text.startsWith('978')) ? `${core}${isbn10CheckDigit(core)}` : null,
    problem: valid
      ? null
      : isPrefixRight
        ? 'the check digit is wrong'
        : 'an ISBN-13 starts with 978 or 979',
  }
}

const shapes: Record<Kind, { readonly pattern: RegExp; readonly words: string }> = {
  card: { pattern: /^\d{8,19}$/, words: '8 to 19 digits' },
  luhn: { pattern: /^\d{2,64}$/, words: '2 to 64 digits' },
  iban: {
    pattern: /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/,
    words: 'two letters, two digits, then the account',
  },
  isbn: { pattern: /^(?:\d{9}[\dX]|\d{13})$/, words: '10 or 13 digits, the last of 10 may be X' },
}

const checks: Record<Kind, (text: string) => JsonObject> = {
  card: checkCard,
  luhn: checkLuhn,
  iban: checkIban,
  isbn: checkIsbn,
}

/** Books before cards: a card never has 10 digits, and one of 13 never starts with 978 or 979. */
function guessKind(text: string): Kind | null {
  if (shapes.iban.pattern.test(text)) return 'iban'
  if (/^(?:\d{9}[\dX]|97[89]\d{10})$/.test(text)) return 'isbn'
  if (/^\d{12,19}$/.test(text)) return 'card'
  return null
}

export function handle(request: Request): Response {
  const { body, query } = request
  const given: { readonly [name: string]: Json } =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? { ...query, ...body }
      : query
  const { value, kind: asked = 'auto' } = given
  const hint =
    'GET /?kind=iban&value=DE89 3704 0044 0532 0130 00; kinds are auto, card, iban, isbn, luhn'
  if (typeof value !== 'string' || value.trim() === '')
    return bad('"value" must be text, because numbers lose digits', hint)
  if (asked !== 'auto' && !isKind(asked)) return bad('this kind is not known', hint)
  const text = value.replace(/[\s-]/g, '').toUpperCase()
  const kind = asked === 'auto' ? guessKind(text) : asked
  if (kind === null) return bad('this looks like no card, IBAN or ISBN', hint)
  if (!shapes[kind].pattern.test(text))
    return bad(`this is not a ${kind}: ${shapes[kind].words}`, hint)
  return { status: 200, body: checks[kind](text) }
}
