/** The address of a script that is built by itself, with what it imports. */
declare module '*?worker&url' {
  const address: string;
  export default address;
}
