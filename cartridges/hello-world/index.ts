// A greeting in the language that the caller prefers most among those known here, by the rules of
// RFC 9110 (quality values) and RFC 4647 (look-up from region to language).

const hellos: { readonly [lang: string]: string } = {
  ar: 'مرحبًا، {}!',
  cs: 'Ahoj, {}!',
  da: 'Hej, {}!',
  de: 'Hallo, {}!',
  el: 'Γεια σου, {}!',
  en: 'Hello, {}!',
  es: '¡Hola, {}!',
  fa: 'سلام، {}!',
  fi: 'Hei, {}!',
  fr: 'Bonjour, {} !',
  he: 'שלום, {}!',
  hi: 'नमस्ते, {}!',
  it: 'Ciao, {}!',
  ja: 'こんにちは、{}！',
  ko: '안녕하세요, {}!',
  nl: 'Hallo, {}!',
  pl: 'Cześć, {}!',
  pt: 'Olá, {}!',
  ru: 'Привет, {}!',
  sv: 'Hej, {}!',
  sw: 'Habari, {}!',
  tr: 'Merhaba, {}!',
  uk: 'Привіт, {}!',
  zh: '你好，{}！',
}
const worlds: { readonly [lang: string]: string } = {
  ar: 'عالم',
  cs: 'světe',
  da: 'verden',
  de: 'Welt',
  el: 'κόσμε',
  en: 'world',
  es: 'mundo',
  fa: 'دنیا',
  fi: 'maailma',
  fr: 'le monde',
  he: 'עולם',
  hi: 'दुनिया',
  it: 'mondo',
  ja: '世界',
  ko: '세상',
  nl: 'wereld',
  pl: 'świecie',
  pt: 'mundo',
  ru: 'мир',
  sv: 'världen',
  sw: 'dunia',
  tr: 'dünya',
  uk: 'світе',
  zh: '世界',
}
const rightToLeft = new Set(['ar', 'fa', 'he'])

/** Language tags from most to least wanted; what is malformed or refused (q=0) is left out. */
function wanted(header: string): string[] {
  const entries = header
    .slice(0, 1000)
    .split(',')
    .map((part) =>
      /^\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?\s*$/.exec(
        part,
      ),
    )
    .filter((found) => found !== null)
    .map(([, tag = '', q = '1']) => ({ tag: tag.toLowerCase(), q: Number(q) }))
  return entries
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
    .map(({ tag }) => tag)
}

/** The first wanted language that is known; `zh-hant-tw` is looked up as `zh-hant`, then as `zh`. */
function choose(header: string): string {
  for (const tag of wanted(header))
    for (let parts = tag.split('-'); parts.length > 0; parts = parts.slice(0, -1))
      if (Object.hasOwn(hellos, parts.join('-'))) return parts.join('-')
  return 'en'
}

export function handle({ query, headers }: Request): Response {
  const lang = choose(query.lang ?? headers['accept-language'] ?? '')
  const name = (query.name ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  if ([...name].length > 100)
    return {
      status: 400,
      body: { error: '"name" is longer than 100 characters', hint: 'a first name will do' },
    }
  const greeting = (hellos[lang] ?? '').replace('{}', () => name || (worlds[lang] ?? ''))
  const dir = rightToLeft.has(lang) ? 'rtl' : 'ltr'
  return { headers: { 'content-language': lang }, body: { greeting, lang, dir } }
}
