const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Whether the text is a day of the calendar as `2022-03-04`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).getUTCDate() === Number(text.slice(8));
}

/** `19 Mar 2026`, `04 March 2022` or `March 02, 2026` as `2026-03-02`; any other text stays as it is. */
export function fromEnglish(text: string): string {
  const [, day, month = '', year] =
    /^(\d{1,2}) ([A-Za-z]{3,}) (\d{4})$/.exec(text) ??
    /^(?=[A-Za-z]+ (\d{1,2}), \d{4}$)([A-Za-z]{3,}) \d{1,2}, (\d{4})$/.exec(text) ??
    [];
  const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (day === undefined || number === 0) return text;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
