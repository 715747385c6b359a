// Text as big letters, five rows high. A glyph is five base-32 digits, one a row, five pixels a digit;
// empty columns at its sides are cut, so narrow letters take little room.

const font: { readonly [glyph: string]: string } = {
  A: 'ehvhh',
  B: 'uhuhu',
  C: 'fgggf',
  D: 'uhhhu',
  E: 'vgugv',
  F: 'vgugg',
  G: 'fgjhf',
  H: 'hhvhh',
  I: 'e444e',
  J: '111he',
  K: 'hisih',
  L: 'ggggv',
  M: 'hrlhh',
  N: 'hpljh',
  O: 'ehhhe',
  P: 'uhugg',
  Q: 'ehlid',
  R: 'uhuih',
  S: 'fge1u',
  T: 'v4444',
  U: 'hhhhe',
  V: 'hhha4',
  W: 'hhlla',
  X: 'ha4ah',
  Y: 'ha444',
  Z: 'v248v',
  0: 'ejlpe',
  1: '4c44e',
  2: 'u1egv',
  3: 'u1e1u',
  4: 'iiv22',
  5: 'vgu1u',
  6: 'eguhe',
  7: 'v2488',
  8: 'ehehe',
  9: 'ehf1e',
  '.': '00004',
  ',': '00048',
  ':': '04040',
  ';': '04048',
  '!': '44404',
  '?': 'u1604',
  '-': '00e00',
  '+': '04e40',
  '=': '0e0e0',
  '/': '1248g',
  '(': '24442',
  ')': '84448',
  "'": '44000',
  '"': 'aa000',
  _: '0000v',
  '#': 'avava',
  '*': 'level',
}
const gap = '   '

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** Five rows of equal length, `1` where the brush goes. */
function glyph(letter: string): string[] | null {
  if (letter === ' ') return Array(5).fill('0'.repeat(gap.length))
  const digits = Object.hasOwn(font, letter) ? font[letter] : undefined
  if (digits === undefined) return null
  const rows = [...digits].map((digit) => Number.parseInt(digit, 32).toString(2).padStart(5, '0'))
  const used = [0, 1, 2, 3, 4].filter((column) => rows.some((row) => row[column] === '1'))
  return rows.map((row) => row.slice(used[0], (used.at(-1) ?? 4) + 1))
}

/** Letters side by side, one empty column between them, wrapped before `width` is passed. */
function layOut(letters: readonly (readonly string[])[], width: number): string[] {
  const lines: string[][] = [['', '', '', '', '']]
  for (const rows of letters) {
    const last = lines.at(-1) ?? []
    const isFull = (last[0]?.length ?? 0) + (rows[0]?.length ?? 0) + 1 > width
    const line = isFull ? ['', '', '', '', ''] : last
    if (isFull) lines.push(line)
    for (const [index, row] of rows.entries())
      line[index] = line[index] ? `${line[index]}0${row}` : row
  }
  return lines.map((line) => line.join('\n'))
}

export function handle({ query }: Request): Response {
  const { text = '', brush = '#', width = '80' } = query
  if (text.trim() === '' || text.length > 80)
    return bad('"text" must have 1 to 80 characters', '?text=Hello')
  if ([...brush].length !== 1 || /[\s\p{C}]/u.test(brush))
    return bad('"brush" must be one visible character', '?brush=@')
  if (!/^([2-9]\d|1\d\d|200)$/.test(width))
    return bad('"width" must be a whole number from 20 to 200', '?width=80')
  const letters: string[][] = []
  for (const letter of text.trim().toUpperCase()) {
    const rows = glyph(letter)
    if (rows === null)
      return bad(
        `there is no big ${JSON.stringify(letter)}`,
        `letters, digits, space and ${Object.keys(font).slice(36).join('')}`,
      )
    letters.push(rows)
  }
  const art = layOut(letters, Number(width)).join('\n\n')
  const drawn = art.replace(/[01]/g, (bit) => (bit === '1' ? brush : ' ')).replace(/ +$/gm, '')
  return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${drawn}\n` }
}
