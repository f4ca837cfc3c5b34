/** The column of GENERATOR that counts its rows from 0. */
export const GENERATED_ROW = 'dw_row';
