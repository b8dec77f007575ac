// What the bundler puts in: see bundle.mjs.
declare module 'bench:texts' {
  const texts: import('./hand/text-types.d.mts').Texts;
  export default texts;
}

declare module 'bench:rows' {
  const rows: Record<string, import('./peers/row-types.d.mts').Row[]>;
  export default rows;
}

declare module 'bench:vocabulary' {
  const facts: { id: string; kind: string; values?: { value: string }[]; latest?: 'today'; unsure: boolean }[];
  export default facts;
}

declare module '@18f/us-federal-holidays' {
  const holidays: { allForYear(year: number): { name: string; dateString: string }[] };
  export default holidays;
}

declare module 'bench:ajv' {
  const schemas: Record<string, import('ajv').ValidateFunction>;
  export = schemas;
}
