/** .5 is the half that others write 0.5. */
export const withWhole = (figure: string): string => figure.replace(/^[+-]?(?=\.\d)/, '$&0');

/**
 * Whether the mark of a number may part its decimals or its thousands: 215,300 is two hundred and fifteen to some and a
 * thousand times that to others. Who writes commas for decimals puts semicolons between cells, so that in tables with
 * commas between them nothing is in doubt.
 */
export const hasEitherMark = (figure: string): boolean => /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(figure.trim());
