const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };

/** A decimal for `JSON.stringify`, which writes its very digits as a number: no binary float ever holds it. */
export const numeral = (decimal: string): unknown => rawJSON(decimal);
