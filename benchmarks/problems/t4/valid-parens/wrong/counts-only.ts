export function canMatch(text: string): boolean {
  const count = (wanted: string) => text.split(wanted).length - 1
  return Math.abs(count('(') - count(')')) <= count('*')
}
