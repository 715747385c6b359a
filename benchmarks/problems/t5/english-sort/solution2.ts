export function englishSort(numbers: number[]): number[] {
  const units = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
  const teens = [
    'ten',
    'eleven',
    'twelve',
    'thirteen',
    'fourteen',
    'fifteen',
    'sixteen',
    'seventeen',
    'eighteen',
    'nineteen',
  ]
  const decades = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
  const names = ['zero', ...units.slice(1), ...teens]
  for (const decade of decades) for (const unit of units) names.push(decade + unit)
  const inOrder = [...names].sort()
  return inOrder.flatMap((name) => numbers.filter((n) => names[n] === name))
}
