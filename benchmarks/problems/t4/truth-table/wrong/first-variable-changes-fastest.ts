export function truthTable(formula: string): string {
  const names = [...'abcdefghijklmnopqrstuvwxyz'].filter((name) => formula.includes(name))
  const flat = (text: string): string =>
    text
      .split('|')
      .some((part) => part.split('&').every((bit) => bit.replaceAll('!!', '').match(/^(1|!0)$/)))
      ? '1'
      : '0'
  const value = (text: string): string => {
    const inner = text.replace(/\(([^()]*)\)/g, (_, part: string) => flat(part))
    return inner === text ? flat(text) : value(inner)
  }
  return Array.from({ length: 2 ** names.length }, (_, row) =>
    value(names.reduce((text, name, i) => text.replaceAll(name, String((row >> i) & 1)), formula)),
  ).join('')
}
