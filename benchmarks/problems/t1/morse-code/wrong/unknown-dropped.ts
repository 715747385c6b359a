export function fromMorse(code: string): string {
  const letters =
    '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'.split(
      ' ',
    )
  const letter = (signs: string) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[letters.indexOf(signs)] ?? ''
  if (code === '') return ''
  return code
    .split(' ')
    .map((signs) => (signs === '/' ? ' ' : letter(signs)))
    .join('')
}
