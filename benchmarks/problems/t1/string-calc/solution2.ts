export function addNumbers(text: string): number {
  const separators = text.startsWith('//') ? `,\n${text[2]}` : ',\n'
  let sum = 0
  let number = 0
  for (const c of `${text.startsWith('//') ? text.slice(4) : text}\n`) {
    if (separators.includes(c)) {
      if (number <= 1000) sum += number
      number = 0
    } else number = 10 * number + Number(c)
  }
  return sum
}
