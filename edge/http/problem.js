/** An error answer in the form of RFC 9457. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} title
   * @param {string} detail
   * @param {{ headers?: Record<string, string>, cause?: string }} [more] cause: for the operator's log
   */
  constructor(status, title, detail, { headers = {}, cause } = {}) {
    super(title);
    this.status = status;
    this.body = { title, status, detail, ...(cause === undefined ? {} : { cause }) };
    this.headers = headers;
  }

  /** @param {string} requestId */
  answer(requestId) {
    return Response.json({ ...this.body, request_id: requestId }, {
      status: this.status,
      headers: { 'content-type': 'application/problem+json', ...this.headers },
    });
  }
}
