// Which language a text is written in: its script first, then the small words and the letters that
// only some languages of that script have. It says how sure it is, and `und` when it cannot know.

type Language = {
  readonly code: string
  readonly name: string
  readonly script: string
  readonly letters: string
  readonly words: string
}
type Candidate = { language: string; name: string; score: number }

const maxCharacters = 20_000

const scripts: readonly (readonly [name: string, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Hangul', /\p{Script=Hangul}/gu],
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Han', /\p{Script=Han}/gu],
]

/** One line a language: code, name, script, letters beyond the plain ones, words. A dash stands for none. */
const table = `
en|English|Latin|-|the of and to in is it you that was for on are with as they be at this have from or had by not but what all were when your can there which their said if will how about out them these so some her would him into has more
de|German|Latin|äöüß|der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum haben nur oder aber vor zur bis mehr durch ich wir wenn kann
fr|French|Latin|àâçéèêëîïôùûœ|de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux d'un cette ou mais ont l'on nous comme elle je vous tout leur si y dont où être fait très même c'est
es|Spanish|Latin|áéíñóúü|de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy hasta desde está yo qué
it|Italian|Latin|àèéìòù|di e il la che in a per un del non è una le si con i da al sono come dei alla ha anche più della nel ma lo gli delle questo se o dal suo sua nella mi ci ed tra perché era quando essere io molto
pt|Portuguese|Latin|áâãàçéêíóôõú|de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito nos já está eu também só pelo pela até isso ela entre era depois sem mesmo são
nl|Dutch|Latin|éëï|de het een en van in is dat op te zijn met voor niet die aan er om ook als bij of door naar uit hij ze wordt over maar nog dan heeft kan worden deze tot wat geen ik je we wel hebben meer zo al was mijn haar
sv|Swedish|Latin|åäö|och i att det som en på är av för med den till inte har de om ett han men var jag från vi så kan när hon under också efter eller nu ska finns man sig där år mycket mot bara dem skulle vara
da|Danish|Latin|æøå|og i at det er en til af på for de med den som der ikke et har om vi jeg men var fra kan han så blev ved eller nu skal efter hun også være hvis meget sig noget nogle hvor over mange bliver
nb|Norwegian|Latin|æøå|og i det er på som en til av for å at med de ikke den har jeg om et men var seg fra vi kan han så ble ved eller nå skal etter hun også være hvis mye noe noen hvor over mange blir ut
fi|Finnish|Latin|äö|ja on ei että se oli hän ovat mutta kun niin myös tai olla joka sen kuin jos vain sekä tämä ole mukaan nyt voi hänen vielä olen minä mitä sitten ne jo joka ollut siitä kanssa
pl|Polish|Latin|ąćęłńóśźż|i w na z się nie do jest to że o jak a po co ale za od są dla tym czy przez przy już tylko jego ma był być jej może tego ich ze było będzie bardzo gdy więc jako oraz które który
cs|Czech|Latin|áčďéěíňóřšťúůýž|a v se na je že to z s do i o si ve k za jsem pro jako jsou by ale po tak od které který při jeho být byl bylo není co když už jen nebo až také podle ještě může mu jak
hu|Hungarian|Latin|áéíóöőúüű|a az és hogy nem is egy ez meg de volt csak van ha már mint el még azt ki vagy után akkor lehet ezt minden fel kell mert nagyon én le pedig szerint majd között be ami
ro|Romanian|Latin|ăâîșțşţ|de și în a la cu pe nu o că din un pentru este care mai s-a au fost ca sau al lui prin după sunt ce când fi dar ale cum fără dacă doar să se foarte acest toate
tr|Turkish|Latin|çğıöşü|ve bir bu için da de ile o çok daha gibi ne olarak olan var en kadar ama değil ben sonra her mi ki ya şey bütün diye olduğu ise kendi iyi zaman şu yok onun
ru|Russian|Cyrillic|ыэёъщ|и в не на что я с он а как это по но они к у ты из за вы так же от бы его для мы было все она только о уже когда если или еще нет был
uk|Ukrainian|Cyrillic|іїєґщ|і в на не що з та до як у це за від про але він по а його так для вони є я був ми коли або вже також було ще які цього якщо
bg|Bulgarian|Cyrillic|ъщ|и на да се в не за от че е с са по като това но си ще до той или а при след има беше към само през може този които тя
sr|Serbian|Cyrillic|ђјљњћџ|и је у да се на не за са су од као то али што он из о или који би био му ће по је само сам када има после
el|Greek|Greek|-|και το να του η της με που για την ο τα από
he|Hebrew|Hebrew|-|של את על לא הוא זה
ar|Arabic|Arabic|-|في من على أن إلى التي هذا عن مع لا ما هو كان ذلك
fa|Persian|Arabic|پچژگکی|و در به از که این را با است برای آن یک تا می
ur|Urdu|Arabic|ٹڈڑےںہپچگکی|کے کی میں ہے اور سے کا کو اس نے ہیں پر
hi|Hindi|Devanagari|-|के का है में की और से को
th|Thai|Thai|-|-
ko|Korean|Hangul|-|-
ja|Japanese|Kana|-|-
zh|Chinese|Han|-|-
`
const languages: readonly Language[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', name = '', script = '', letters = '', words = ''] = line.split('|')
    return { code, name, script, letters: letters === '-' ? '' : letters, words }
  })

/** How many languages have a word, and a letter: what many have says little. */
const sharers = new Map<string, number>()
const letterSharers = new Map<string, number>()
const wordsOf = new Map<string, ReadonlySet<string>>()
for (const { code, words, letters } of languages) {
  const set = new Set(words.split(' '))
  wordsOf.set(code, set)
  for (const word of set) sharers.set(word, (sharers.get(word) ?? 0) + 1)
  for (const sign of letters) letterSharers.set(sign, (letterSharers.get(sign) ?? 0) + 1)
}

function scriptOf(text: string): string | null {
  const counts = scripts.map(([name, pattern]): [string, number] => [
    name,
    text.match(pattern)?.length ?? 0,
  ])
  // Japanese mixes its own letters with Chinese ones; a fifth of them is never Chinese.
  const [kana, han] = ['Kana', 'Han'].map((name) => counts.find(([own]) => own === name)?.[1] ?? 0)
  const [best] = counts.sort(([, a], [, b]) => b - a)
  if (best === undefined || best[1] === 0) return null
  return (best[0] === 'Han' || best[0] === 'Kana') && (kana ?? 0) * 4 >= (han ?? 0)
    ? 'Kana'
    : best[0]
}

function rank(text: string, among: readonly Language[]): { all: Candidate[]; evidence: number } {
  const words = text.match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? []
  const special = [...text].filter((sign) => letterSharers.has(sign))
  const all = among.map(({ code, name, letters }) => {
    const own = wordsOf.get(code)
    let score = 0
    for (const word of words) {
      const plain = word.replaceAll('’', "'")
      if (own?.has(plain)) score += 0.2 + 1 / (sharers.get(plain) ?? 1)
    }
    // Letters of its own speak for a language, letters that it lacks against it.
    for (const sign of special)
      score += letters.includes(sign) ? 0.4 / (letterSharers.get(sign) ?? 1) : -0.3
    return { language: code, name, score: Math.max(0, score) }
  })
  const evidence = Math.max(0, ...all.map(({ score }) => score))
  return { all: all.sort((a, b) => b.score - a.score), evidence }
}

function detect(text: string, among: readonly Language[]): Json {
  const lower = text.normalize('NFC').toLowerCase()
  const script = scriptOf(lower)
  const possible = among.filter((language) => language.script === script)
  const direction = script === 'Hebrew' || script === 'Arabic' ? 'rtl' : 'ltr'
  const isOnly = languages.filter((language) => language.script === script).length === 1
  const { all, evidence } = rank(lower, possible)
  const total = all.reduce((sum, { score }) => sum + score, 0)
  const [best, second] = all
  const lead = best === undefined ? 0 : best.score / (best.score + (second?.score ?? 0) || 1)
  const confidence = isOnly && best ? 1 : Math.round(lead * Math.min(1, evidence / 2) * 100) / 100
  const isKnown = best !== undefined && (isOnly || (evidence > 0 && lead > 0.5))
  return {
    language: isKnown ? best.language : 'und',
    name: isKnown ? best.name : null,
    script,
    direction,
    confidence: isKnown ? confidence : 0,
    candidates: all
      .filter(({ score }) => score > 0)
      .slice(0, 3)
      .map(({ language, score }) => ({ language, share: Math.round((score / total) * 100) / 100 })),
  }
}

export function handle({ method, query, body }: Request): Response {
  const refuse = (error: string): Response => ({
    status: 400,
    body: {
      error,
      hint: 'GET ?text=Wie+geht+es&among=de,nl or POST {"text": "...", "among": ["de", "nl"]}',
    },
  })
  const isBody = typeof body === 'object' && body !== null && !Array.isArray(body)
  const given: { readonly [name: string]: Json } =
    method === 'GET'
      ? { ...query, ...(query.among === undefined ? {} : { among: query.among.split(',') }) }
      : isBody
        ? body
        : { text: body }
  const { text, among = [] } = given
  if (typeof text !== 'string' || text.trim() === '' || text.length > maxCharacters)
    return refuse(`"text" must have 1 to ${maxCharacters} characters`)
  if (!Array.isArray(among)) return refuse('"among" must be a list of language codes')
  const known = languages.filter(({ code }) => among.includes(code))
  if (known.length < among.length)
    return refuse(`"among" may hold ${languages.map(({ code }) => code).join(', ')}, each once`)
  return { body: detect(text, among.length === 0 ? languages : known) }
}
